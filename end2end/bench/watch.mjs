// The time between a press and what it brings, by the page's own clock.

/**
 * Milliseconds from the click that `press` makes to the frames in which things are shown, one figure for each of
 * `things`: at least `count` (1) elements that match `selector`, with all of `words` in the first of them.
 */
export async function timed(page, press, things, patience = 120_000) {
  await page.evaluate(watch, { things, patience });
  await press();
  const took = await page.evaluate(() => globalThis.watched);
  const missing = things.find((_, number) => took[number] === undefined);
  if (missing) throw new Error(`not shown within ${patience / 1000} s: ${JSON.stringify(missing)}`);
  return took;
}

/** Runs in the page. */
function watch({ things, patience }) {
  const shown = ({ selector, count = 1, words = [] }) => {
    const found = document.querySelectorAll(selector);
    return found.length >= count && words.every((word) => found[0].textContent.includes(word));
  };
  globalThis.watched = new Promise((resolve) => {
    const took = [];
    const clicked = ({ timeStamp }) => {
      const look = () => {
        const now = [...things.keys()].filter((number) => !(number in took) && shown(things[number]));
        const painted = () => {
          const since = performance.now() - timeStamp;
          for (const number of now) took[number] = since;
          const all = Object.keys(took).length === things.length;
          if (all || since > patience) resolve(took);
          else requestAnimationFrame(look);
        };
        // What is there in this frame is painted before the task after it.
        setTimeout(painted);
      };
      requestAnimationFrame(look);
    };
    addEventListener('click', clicked, { capture: true, once: true });
  });
}
