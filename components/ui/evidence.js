// A paragraph as marked text. Everything that comes from an article is set as textContent or as
// an attribute's value; nothing is ever parsed as HTML.

const KINDS = { actor: "actor", word: "word", hedge: "hedge", cue: "speaker" };

function element(name, className, text) {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

function sentenceTag(sentence) {
  const tag = element("span", `sentence ${sentence.counted ? "counted" : ""}`);
  // Generated content: it can be read, and copying the text leaves it out.
  tag.dataset.label = sentence.label;
  tag.dataset.detail = sentence.detail;
  return tag;
}

function markedPiece(segment) {
  const mark = element("mark", segment.marks.map((each) => each.kind).join(" "), segment.text);
  const first = segment.marks.find((each) => each.kind === "word") ?? segment.marks[0];
  if (first.tone === "+") mark.classList.add("positive");
  if (first.tone === "−") mark.classList.add("negative");
  const side = segment.marks.find((each) => each.colour);
  if (side) mark.style.setProperty("--side", side.colour);
  const label = segment.marks.map((each) => each.label).filter(Boolean).join(" · ");
  if (label) mark.dataset.label = label;
  mark.dataset.detail = segment.marks
    .map((each) => `${KINDS[each.kind]}: ${each.detail}`)
    .join("\n");
  mark.dataset.voice = segment.marks.some((each) => each.kind === "cue") ? "cue" : "";
  return mark;
}

function piece(segment) {
  const made = segment.marks.length ? markedPiece(segment) : element("span", "", segment.text);
  if (segment.quoted) made.classList.add("quoted");
  made.dataset.voices = segment.voices.join(" ");
  return made;
}

function explain(root, tip, target) {
  tip.replaceChildren(
    ...target.dataset.detail.split("\n").map((line) => element("span", "line", line)),
  );
  tip.hidden = false;
  const [box, at] = [root.getBoundingClientRect(), target.getClientRects()];
  const line = at[at.length - 1];
  const left = Math.min(Math.max(line.left - box.left, 0), box.width - tip.offsetWidth);
  tip.style.left = `${Math.max(left, 0)}px`;
  tip.style.top = `${line.bottom - box.top + 6}px`;
  target.setAttribute("aria-describedby", "detail");
}

function listen(root, text, tip) {
  const find = (event) => event.target.closest?.("[data-detail]");
  const show = (target) => {
    if (target) explain(root, tip, target);
  };
  const hide = () => {
    tip.hidden = true;
    text.querySelectorAll("[aria-describedby]").forEach((each) => {
      each.removeAttribute("aria-describedby");
    });
  };
  text.onmouseover = (event) => show(find(event));
  text.onmouseout = hide;
  text.onclick = (event) => show(find(event));
  text.addEventListener("focusin", (event) => show(find(event)));
  text.addEventListener("focusout", hide);
  text.onkeydown = (event) => {
    if (event.key === "Escape") hide();
  };
}

// The last click that was followed to the text, so that no later run scrolls there again.
let followed = 0;

function follow(root, click) {
  if (!click || click === followed) return;
  followed = click;
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  const panel = root.getRootNode().host?.closest(".st-key-evidence_panel") ?? root;
  if (panel.getBoundingClientRect().top < 0.6 * window.innerHeight) return;
  panel.style.scrollMarginTop = "4.5rem"; // clear of the header
  panel.scrollIntoView({ behavior: calm ? "auto" : "smooth", block: "start" });
}

export default function (component) {
  const { data, parentElement } = component;
  const root = parentElement.querySelector(".evidence");
  const text = element("div", "text");
  text.dir = "auto";
  text.lang = data.language;
  const tip = element("div", "tip");
  tip.id = "detail";
  tip.setAttribute("role", "tooltip");
  tip.hidden = true;
  let sentence = null;
  for (const segment of data.segments) {
    if (segment.sentence !== null && segment.sentence !== sentence) {
      sentence = segment.sentence;
      if (data.sentences[sentence]) text.append(sentenceTag(data.sentences[sentence]));
    }
    text.append(piece(segment));
  }
  text.querySelectorAll("[data-detail]").forEach((each) => {
    each.tabIndex = 0;
  });
  listen(root, text, tip);
  const legend = element("ul", "legend");
  for (const entry of data.legend) {
    const item = element("li");
    const sample = element("mark", entry.classes, entry.sample);
    if (entry.label) sample.dataset.label = entry.label;
    item.append(sample, element("span", "", entry.meaning));
    legend.append(item);
  }
  root.replaceChildren(text, tip, ...(data.legend.length ? [legend] : []));
  follow(root, data.click);
}
