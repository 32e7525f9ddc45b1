/* Streamlit speaks English only. This says its words in the language of the page, `<html lang>`, wherever they appear.
   WORDS, {language: {key: text}} from locales/<language>/streamlit.toml, is put in front by `frontend.py`. */

const ATTRIBUTES = ["aria-label", "alt", "placeholder", "title"];
const OURS = ".figure-card, script, style"; // these speak the language already
const FILE_FIELD = "section[role=presentation][aria-label]"; // Streamlit names it and says it is nothing
const WIDE_TABLE = "[data-testid=stTable] > div"; // scrolls where it is narrow, but not by the keyboard
const COUNT = "count"; // a place for a number; every other place takes any text

const escaped = (text) => text.replace(/[.*+?^$()|[\]\\]/g, "\\$&");
const place = (_, name) => `(?<${name}>${name === COUNT ? "\\d+" : ".+"})`;
const pattern = (text) => new RegExp(`^${escaped(text).replace(/{(\w+)}/g, place)}$`);
const filled = (text) => text.replace(/{(\w+)}/g, "$<$1>");

// By language: what another one says, as a pattern, and what to say instead.
const RULES = Object.fromEntries(Object.keys(WORDS).map((lang) => [lang, rulesFor(lang)]));

function rulesFor(lang) {
  const others = Object.entries(WORDS).filter(([other]) => other !== lang);
  return others.flatMap(([, words]) => Object.entries(words).map(([key, text]) => [pattern(text), filled(WORDS[lang][key])]));
}

function said(text) {
  const rule = (RULES[document.documentElement.lang] ?? []).find(([one]) => one.test(text));
  return rule ? text.replace(...rule) : text;
}

function sayText(node) {
  const text = said(node.data);
  if (text !== node.data) node.data = text;
}

function sayAttribute(element, name) {
  const before = element.getAttribute(name);
  const text = before && said(before);
  if (text !== before) element.setAttribute(name, text);
}

function sayAll(top) {
  if (top.nodeType === Node.TEXT_NODE) return sayText(top);
  if (top.nodeType !== Node.ELEMENT_NODE || top.matches(OURS)) return;
  if (top.matches(FILE_FIELD)) top.setAttribute("role", "group");
  if (top.matches(WIDE_TABLE)) top.setAttribute("tabindex", "0");
  for (const name of ATTRIBUTES) sayAttribute(top, name);
  for (const child of top.childNodes) sayAll(child);
}

function follow({ type, target, attributeName, addedNodes }) {
  if (target === document.documentElement) return attributeName === "lang" && sayAll(document.body);
  if ((target.nodeType === Node.TEXT_NODE ? target.parentElement : target)?.closest(OURS)) return;
  if (type === "characterData") sayText(target);
  else if (type === "childList") addedNodes.forEach(sayAll);
  else if (attributeName !== "lang") sayAttribute(target, attributeName);
}

new MutationObserver((changes) => changes.forEach(follow)).observe(document.documentElement, {
  subtree: true, childList: true, characterData: true, attributeFilter: [...ATTRIBUTES, "lang"],
});
sayAll(document.body);
