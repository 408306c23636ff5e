// Files dropped on the field, and one request a file with its progress. Without a script the form sends all at once.
(() => {
  const form = document.querySelector("[data-import]");
  if (!form) return;
  const input = form.querySelector("input[type=file]");
  const drop = form.querySelector("[data-drop]");
  const bar = form.querySelector("[data-progress]");
  const status = form.querySelector("[data-status]");
  const results = form.querySelector("[data-results]");

  ["dragover", "dragenter"].forEach((name) => drop.addEventListener(name, (event) => {
    event.preventDefault();
    drop.classList.add("is-over");
  }));
  ["dragleave", "drop"].forEach((name) => drop.addEventListener(name, () => drop.classList.remove("is-over")));
  drop.addEventListener("drop", (event) => {
    event.preventDefault();
    input.files = event.dataTransfer.files;
  });

  const send = (file, onProgress) => new Promise((resolve) => {
    const request = new XMLHttpRequest();
    const data = new FormData(form);
    data.delete("uploads");
    data.append("uploads", file);
    request.open("POST", form.action || location.href);
    request.setRequestHeader("Accept", "application/json");
    request.responseType = "json";
    request.upload.addEventListener("progress", (event) => {
      if (event.lengthComputable) onProgress(event.loaded / event.total);
    });
    request.addEventListener("load", () => resolve(request.response || { error: String(request.status) }));
    request.addEventListener("error", () => resolve({ error: String(request.status) }));
    request.send(data);
  });

  const show = (file, answer) => {
    const item = document.createElement("li");
    if (answer.review) {
      const link = document.createElement("a");
      link.href = answer.review;
      link.textContent = file.name;
      item.append(link, ` ${answer.summary}`);
    } else {
      item.textContent = `${file.name}: ${answer.error}`;
      item.className = "is-failed";
    }
    results.append(item);
    results.hidden = false;
  };

  form.addEventListener("submit", async (event) => {
    const files = Array.from(input.files);
    status.textContent = status.dataset.reading;
    if (files.length < 2 || form.querySelector("textarea").value.trim()) {
      bar.hidden = false;
      bar.removeAttribute("value");
      return;
    }
    event.preventDefault();
    results.replaceChildren();
    bar.hidden = false;
    for (const [position, file] of files.entries()) {
      const part = (share) => { bar.value = (100 * (position + share)) / files.length; };
      part(0);
      status.textContent = `${status.dataset.reading} ${position + 1}/${files.length} ${file.name}`;
      show(file, await send(file, part));
      part(1);
    }
    status.textContent = status.dataset.done;
    input.value = "";
  });
})();
