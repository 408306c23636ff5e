/* The lead picture of the form: a look at what stands there, and the dialog of pictures beside the field. The field stays
   what it is; whoever knows the title may go on typing it. */

export function leadPicture(form, chooser, words) {
  const select = form.elements.namedItem("picture");
  if (!select?.options) return;
  const shown = document.createElement("figure");
  const image = document.createElement("img");
  const states = document.createElement("figcaption");
  const button = Object.assign(document.createElement("button"), { type: "button", textContent: words.choose_picture });
  shown.className = "editor-lead-picture";
  button.className = "desk-button is-plain is-small editor-choose";
  shown.hidden = true;
  shown.append(image, states);
  (select.closest(".related-widget-wrapper") ?? select).after(shown, button);

  function show(picture) {
    shown.hidden = !picture;
    if (!picture) return;
    image.hidden = !picture.src;
    if (picture.src) image.src = picture.src;
    image.alt = picture.alt || picture.title;
    states.textContent = picture.states.join(" · ");
  }

  async function look() {
    const key = select.value;
    const picture = key ? await chooser.tell(key) : null;
    if (key === select.value) show(picture);
  }

  button.addEventListener("click", async () => {
    const picture = await chooser.choose();
    button.focus();
    if (!picture) return;
    const known = Array.from(select.options).find(({ value }) => Number(value) === picture.id);
    if (known) known.selected = true;
    else select.add(new Option(picture.title, picture.id, true, true));
    select.dispatchEvent(new Event("change", { bubbles: true }));
  });
  select.addEventListener("change", look);
  // The lookup tells of its choices through jQuery alone.
  window.django?.jQuery?.(select).on("change.lead", look);
  if (select.closest("details") && !select.closest("details").open) {
    select.closest("details").addEventListener("toggle", look, { once: true });
  } else look();
}
