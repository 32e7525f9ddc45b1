// Copies the address of what is on the screen, or switches the theme. No word of its own: all come in `data`.

function isDark(element) {
  const ground = getComputedStyle(element).getPropertyValue('--st-background-color').trim();
  const probe = document.createElement('canvas').getContext('2d');
  probe.fillStyle = ground || '#ffffff';
  const [red, green, blue] = probe.fillStyle.match(/[0-9a-f]{2}/gi).map((part) => parseInt(part, 16));
  return 0.299 * red + 0.587 * green + 0.114 * blue < 128;
}

async function copyLink(button, data) {
  const address = `${location.origin}${location.pathname}?${data.query}`;
  try {
    await navigator.clipboard.writeText(address);
    button.textContent = data.done;
  } catch {
    // Without a secure context there is no clipboard: show the address to copy by hand.
    const field = document.createElement('input');
    field.value = address;
    field.readOnly = true;
    field.setAttribute('aria-label', data.label);
    button.replaceWith(field);
    field.select();
  }
  setTimeout(() => { button.textContent = data.label; }, 2000);
}

// Streamlit reads the theme from this key when a page loads; the number is its format's version.
function switchTheme(button, data) {
  const theme = JSON.stringify(isDark(button) ? 'Light' : 'Dark');
  for (const path of new Set([...data.paths, location.pathname])) {
    localStorage.setItem(`stActiveTheme-${path}-v2`, theme);
  }
  location.reload();
}

export default function ({ data, parentElement }) {
  if (data.lang) document.documentElement.lang = data.lang;
  let button = parentElement.querySelector('button.cc-tool');
  if (!button) {
    button = document.createElement('button');
    button.type = 'button';
    button.className = 'cc-tool';
    parentElement.append(button);
  }
  button.onclick = () => (data.action === 'link' ? copyLink : switchTheme)(button, data);
  button.textContent = data.action === 'link' ? data.label : isDark(button) ? data.light : data.dark;
  button.title = data.title ?? '';
}
