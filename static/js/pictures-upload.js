// Many files at once: each is sent for itself, shows how far it has come, and fails for itself.
// Without this script the form sends all of them together and says afterwards what became of each.
for (const form of document.querySelectorAll("form[data-upload]")) sendEachForItself(form);

function sendEachForItself(form) {
  const AT_ONCE = 2;
  const field = form.querySelector("input[type=file]");
  const zone = form.querySelector(".picture-drop");
  const queue = form.querySelector(".picture-queue");
  const summary = form.querySelector(".picture-summary");
  const next = form.querySelector("[data-next]");
  const token = form.querySelector("[name=csrfmiddlewaretoken]").value;
  const words = form.dataset;
  const waiting = [];
  const here = [];
  let running = 0;
  let all = 0;
  let failed = 0;

  form.querySelector("[data-send]").hidden = true;
  form.addEventListener("submit", (event) => event.preventDefault());
  field.addEventListener("change", () => {
    add(field.files);
    field.value = "";
  });
  for (const name of ["dragenter", "dragover"]) {
    form.addEventListener(name, (event) => {
      event.preventDefault();
      zone.classList.add("is-over");
    });
  }
  form.addEventListener("dragleave", (event) => {
    if (!form.contains(event.relatedTarget)) zone.classList.remove("is-over");
  });
  form.addEventListener("drop", (event) => {
    event.preventDefault();
    zone.classList.remove("is-over");
    add(event.dataTransfer.files);
  });
  window.addEventListener("beforeunload", (event) => {
    if (running || waiting.length) event.preventDefault();
  });

  function add(files) {
    for (const file of files) {
      all += 1;
      waiting.push({ file, ...row(file) });
    }
    tell();
    work();
  }

  function row(file) {
    const item = document.createElement("li");
    const name = document.createElement("b");
    const bar = document.createElement("progress");
    const state = document.createElement("span");
    name.textContent = file.name;
    bar.max = 100;
    bar.value = 0;
    bar.setAttribute("aria-label", file.name);
    state.textContent = words.waiting;
    item.append(name, " ", bar, " ", state);
    queue.append(item);
    return { item, bar, state };
  }

  function work() {
    while (running < AT_ONCE && waiting.length) send(waiting.shift());
  }

  function send(job) {
    job.item.className = "is-busy";
    if (job.file.size > Number(words.limit)) {
      refuse(job, words.tooHeavy, false);
      return;
    }
    running += 1;
    const data = new FormData();
    data.append("csrfmiddlewaretoken", token);
    data.append("original", job.file);
    const request = new XMLHttpRequest();
    request.open("POST", words.upload);
    request.responseType = "json";
    job.state.textContent = words.sending;
    request.upload.addEventListener("progress", (event) => {
      if (event.lengthComputable) job.bar.value = (100 * event.loaded) / event.total;
    });
    request.upload.addEventListener("load", () => {
      job.state.textContent = words.reading;
      job.bar.removeAttribute("value");
    });
    request.addEventListener("load", () => {
      const answer = request.response;
      if (request.status === 200 && answer) accept(job, answer);
      else refuse(job, (answer && answer.error) || words.broken, !answer);
    });
    request.addEventListener("error", () => refuse(job, words.broken, true));
    request.addEventListener("loadend", () => {
      running -= 1;
      work();
    });
    request.send(data);
  }

  function accept(job, answer) {
    const image = document.createElement("img");
    image.src = answer.src;
    image.alt = "";
    job.item.prepend(image);
    job.item.className = "is-here";
    job.bar.remove();
    job.state.textContent = answer.twin ? `${words.done}. ${answer.twin}` : words.done;
    here.push(answer.id);
    next.href = `${words.describe}?pictures=${here.join(",")}`;
    next.hidden = false;
    tell();
  }

  // What the server refused will be refused again; what never reached it is worth another try.
  function refuse(job, sentence, again) {
    failed += 1;
    job.item.className = "is-refused";
    job.bar.hidden = true;
    job.state.textContent = sentence;
    if (again) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "desk-button is-small";
      button.textContent = words.again;
      button.addEventListener("click", () => {
        button.remove();
        failed -= 1;
        job.bar.hidden = false;
        job.bar.value = 0;
        waiting.push(job);
        tell();
        work();
      });
      job.item.append(" ", button);
    }
    tell();
  }

  function tell() {
    const numbers = { done: here.length, all, failed };
    summary.textContent = words.summary.replace(/%\((\w+)\)s/g, (_whole, name) => numbers[name]);
  }
}
