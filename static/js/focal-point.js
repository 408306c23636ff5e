// A click on the picture sets the two numbers of its focal point. Without this script the numbers are typed.
for (const figure of document.querySelectorAll("[data-focal-point]")) {
  const image = figure.querySelector("img");
  const across = document.getElementById(figure.dataset.x);
  const down = document.getElementById(figure.dataset.y);
  if (!image || !across || !down) continue;

  const point = document.createElement("span");
  point.className = "point";
  figure.append(point);
  figure.classList.add("is-live");

  const place = () => {
    point.style.left = `${(image.offsetWidth * across.value) / 100}px`;
    point.style.top = `${(image.offsetHeight * down.value) / 100}px`;
  };
  image.addEventListener("click", (event) => {
    const frame = image.getBoundingClientRect();
    across.value = Math.round(((event.clientX - frame.left) / frame.width) * 100);
    down.value = Math.round(((event.clientY - frame.top) / frame.height) * 100);
    place();
  });
  for (const field of [across, down]) field.addEventListener("input", place);
  image.addEventListener("load", place);
  window.addEventListener("resize", place);
  place();
}
