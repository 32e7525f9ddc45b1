/* Finding, part 1 of 2: from the index of /api/v1/search and what was typed to what fits, best first. No page, no word. */

const EXACT = 0, PREFIX = 1, WORD = 2, INSIDE = 3;
// Groups of names come by how well they fit, tellings after all names.
const NAMES = ["companies", "figures", "investors"];
const SHOWN = 5, SHOWN_ALONE = 12;

// The same length as the text, so that a place in one is a place in the other.
function plain(text) {
  const flat = text.normalize("NFKC").toLowerCase();
  return flat.length === text.length ? flat : text.toLowerCase();
}

// A Chinese character, or a run of Latin letters and digits: chipcensus/pinyin.py cuts names alike.
const pieces = (text) => [...text.matchAll(/[\u3400-\u9fff]|[a-z0-9]+/g)].map((found) => [found.index, found.index + found[0].length]);

const kindOf = (letter) => (/[\p{L}\p{N}]/u.test(letter) ? (letter < "\u3000" ? "latin" : "chinese") : "none");
const beginsWord = (text, at) => at === 0 || kindOf(text[at - 1]) !== kindOf(text[at]);

function literal(text, typed) {
  const first = text.indexOf(typed);
  if (first < 0) return null;
  if (first === 0) return { step: text.length === typed.length ? EXACT : PREFIX, from: 0, to: typed.length };
  for (let at = first; at >= 0; at = text.indexOf(typed, at + 1)) {
    if (beginsWord(text, at)) return { step: WORD, from: at, to: at + typed.length };
  }
  // One Latin letter stands inside of nearly everything.
  return typed.length === 1 && typed < "\u3000" ? null : { step: INSIDE, from: first, to: first + typed.length };
}

// How many syllables, from `at` on, what was typed takes up if it begins each: han wu ji takes hanwuji, hanwj and hwj.
function taken(syllables, at, typed) {
  if (!typed) return 0;
  const syllable = syllables[at] ?? "";
  let length = 0;
  while (length < syllable.length && syllable[length] === typed[length]) length += 1;
  for (; length > 0; length -= 1) {
    const rest = taken(syllables, at + 1, typed.slice(length));
    if (rest >= 0) return rest + 1;
  }
  return -1;
}

function spelt(text, syllables, typed) {
  const letters = typed.replace(/[\s']/g, "");
  if (!syllables || !/^[a-z0-9]+$/.test(letters)) return null;
  const places = pieces(text);
  const starts = letters.length > 1 ? syllables.length : 1;
  for (let at = 0; at < starts; at += 1) {
    const count = taken(syllables, at, letters);
    if (count > 0 && places[at + count - 1]) {
      const step = at ? WORD : count === syllables.length ? EXACT : PREFIX;
      return { step, from: places[at][0], to: places[at + count - 1][1] };
    }
  }
  return null;
}

// How one name fits: the lower the better, the name's own letters before its pinyin.
function named({ text, low, syllables }, typed) {
  const own = literal(low, typed), other = own?.step === EXACT ? null : spelt(low, syllables, typed);
  const scored = (fit, extra) => fit && { score: 2 * fit.step + extra, marks: [{ text, from: fit.from, to: fit.to }] };
  return [scored(own, 0), scored(other, 1)].filter(Boolean).sort((one, two) => one.score - two.score)[0];
}

function best(names, typed) {
  return names.map((name) => named(name, typed)).filter(Boolean).sort((one, two) => one.score - two.score)[0];
}

// Several words need not stand together: all of them must be found somewhere.
function fitOf(names, typed) {
  const whole = best(names, typed), words = typed.split(" ");
  if (whole || words.length === 1) return whole;
  const each = words.map((word) => best(names, word));
  if (!each.every(Boolean)) return undefined;
  return { score: 2 * INSIDE + Math.max(...each.map((fit) => fit.score)), marks: each.flatMap((fit) => fit.marks) };
}

// Names are made ready once: an index is searched at every key.
function prepared(index) {
  const ready = (text) => ({ text, low: plain(text), syllables: index.pinyin[text]?.split(" ") });
  const groups = Object.entries(index.groups).map(([name, entries]) => ({
    name,
    entries: entries.map((entry) => ({ ...entry, names: [entry.label, ...entry.detail, ...(entry.also ?? [])].map(ready) })),
  }));
  return { groups };
}

// Groups that have something, each with its best entries ({entry, marks}, marks: {text, from, to}) and how many there are.
function find({ groups }, text) {
  const typed = plain(text).trim().replace(/\s+/g, " ");
  if (!typed) return [];
  const found = groups.map(({ name, entries }) => ({ name, fits: entries.flatMap((entry) => {
    const fit = fitOf(entry.names, typed);
    return fit ? [{ entry, ...fit }] : [];
  }).sort((one, two) => one.score - two.score) })).filter(({ fits }) => fits.length);
  const place = ({ name, fits }) => (NAMES.includes(name) ? fits[0].score >> 1 : 2 * INSIDE * groups.length);
  const shown = found.length === 1 ? SHOWN_ALONE : SHOWN;
  return found.sort((one, two) => place(one) - place(two))
    .map(({ name, fits }) => ({ name, total: fits.length, fits: fits.slice(0, shown) }));
}

export { find, prepared };
