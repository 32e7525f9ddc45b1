// Switches between light and dark, or leads to the sign-in. No word of its own: all come in `data`.

function isDark(element) {
  const ground = getComputedStyle(element).getPropertyValue('--st-background-color').trim();
  const probe = document.createElement('canvas').getContext('2d');
  probe.fillStyle = ground || '#ffffff';
  const [red, green, blue] = probe.fillStyle.match(/[0-9a-f]{2}/gi).map((part) => parseInt(part, 16));
  return 0.299 * red + 0.587 * green + 0.114 * blue < 128;
}

// Streamlit reads the theme from this key when a page loads; the number is its format's version.
function switchTheme(button, { paths }) {
  const theme = JSON.stringify(isDark(button) ? 'Light' : 'Dark');
  for (const path of new Set([...paths, location.pathname])) {
    localStorage.setItem(`stActiveTheme-${path}-v2`, theme);
  }
  location.reload();
}

function signIn(_, data) {
  const here = `${location.pathname}${location.search}`;
  location.assign(`${data.address}?${new URLSearchParams({ to: here })}`);
}

const ACTIONS = { theme: switchTheme, 'sign-in': signIn };

export default function ({ data, parentElement }) {
  document.documentElement.lang = data.lang;
  if (data.action === 'theme') document.documentElement.toggleAttribute('data-explores', data.explores); // what cards may offer
  let button = parentElement.querySelector('button.cc-tool');
  if (!button) {
    button = document.createElement('button');
    button.type = 'button';
    button.className = 'cc-tool';
    parentElement.append(button);
  }
  button.onclick = () => ACTIONS[data.action](button, data);
  button.textContent = data.label ?? (isDark(button) ? data.light : data.dark);
}
