// What is chosen, as chips to be taken off one by one, and the page's address to copy. No word of its own: all come in `data`.

async function copyLink(button, { query, label, done }) {
  const address = `${location.origin}${location.pathname}?${query}`;
  try {
    await navigator.clipboard.writeText(address);
    button.textContent = done;
  } catch {
    // Without a secure context there is no clipboard: show the address to copy by hand.
    const field = document.createElement('input');
    field.value = address;
    field.readOnly = true;
    field.setAttribute('aria-label', label);
    button.replaceWith(field);
    field.select();
  }
  setTimeout(() => { button.textContent = label; }, 2000);
}

function button(text, kind, act, title = '') {
  const made = document.createElement('button');
  Object.assign(made, { type: 'button', className: `cc-tool ${kind}`, textContent: text, title });
  made.addEventListener('click', () => act(made));
  return made;
}

export default function ({ data: sent, parentElement, setTriggerValue }) {
  const told = new TextDecoder().decode(sent);
  if (parentElement.dataset.told === told) return;
  const data = JSON.parse(told);
  const had = [...parentElement.querySelectorAll('button')].indexOf(document.activeElement);
  parentElement.dataset.told = told;
  parentElement.classList.add('cc-chips');
  parentElement.replaceChildren(
    // A sign every font has, not an icon: the first one on a page fetches a font of 370 kB.
    ...data.chips.map(({ name, text }) => button(`× ${text}`, 'cc-chip', () => setTriggerValue('removed', name))),
    ...(data.chips.length ? [button(data.clear, 'cc-quiet', () => setTriggerValue('cleared', true))] : []),
    ...(data.link ? [button(data.link.label, '', (one) => copyLink(one, data.link), data.link.title)] : []),
  );
  // Whoever took one off by keyboard stands at the next one.
  const left = parentElement.querySelectorAll('button');
  if (had >= 0) left[Math.min(had, left.length - 1)]?.focus();
}
