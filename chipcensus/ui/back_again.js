
/* Streamlit connects a page again whose server is gone, perhaps to another one, which knows nothing of it: what its
   reader did next would be lost. So the page is run once, as by the key for it, before anything is done in it. */

const CONNECTION = "data-test-connection-state";
const AGAIN = { key: "r", code: "KeyR", keyCode: 82, which: 82, bubbles: true };
let wasThere = false, isLost = false;

function notice({ target }) {
  const isThere = target.getAttribute(CONNECTION) === "CONNECTED";
  if (isThere && isLost) requestAnimationFrame(() => document.dispatchEvent(new KeyboardEvent("keydown", AGAIN)));
  isLost = wasThere && !isThere;
  wasThere ||= isThere;
}

new MutationObserver((changes) => changes.forEach(notice))
  .observe(document.documentElement, { subtree: true, attributeFilter: [CONNECTION] });
