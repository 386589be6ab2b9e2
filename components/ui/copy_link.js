// Copies the link of the view. Where the browser refuses the clipboard (a page without HTTPS that
// is not localhost), the old command is tried, and then the link is selected for the reader.

async function copied(url, field) {
  try {
    await navigator.clipboard.writeText(url);
    return true;
  } catch {
    field.focus();
    field.select();
    try {
      return document.execCommand("copy");
    } catch {
      return false;
    }
  }
}

export default function (component) {
  const { data, parentElement } = component;
  const button = parentElement.querySelector("button");
  const field = parentElement.querySelector("input");
  const said = parentElement.querySelector("[role=status]");
  const note = parentElement.querySelector(".note");
  if (field.value !== data.url) said.textContent = "";
  field.value = data.url;
  field.title = data.url;
  note.textContent = data.note;
  note.hidden = !data.note;
  field.onfocus = () => field.select();
  button.onclick = async () => {
    const done = await copied(data.url, field);
    said.textContent = done ? "✓ Link copied" : "Press Ctrl+C (⌘C) to copy the marked link";
    if (!done) {
      field.focus();
      field.select();
    }
  };
}
