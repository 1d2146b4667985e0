// Rows as `cargo xtask bench` reads them, and what a person reads meanwhile.

/** Says on stderr what is going on. */
export function say(words) {
  console.error(`bench: ${words}`);
}

/** The state that stands on every page of the desk, and on no page of the gate. */
export const DESK = 'ul[aria-label="State of your work"]';

/** `10 000` */
export const many = (number) => String(number).replaceAll(/\B(?=(\d{3})+$)/g, ' ');

/** The middle one of an odd number of figures. */
export function median(figures) {
  return figures.toSorted((one, other) => one - other)[Math.floor(figures.length / 2)];
}

/**
 * One measure. `more` may say what it is compared with (`compared_with`, `compared_value`, `ratio_between`), and with
 * `most` the figure that must not be passed.
 */
export function row(measure, value, unit, { most, goal, ...more } = {}) {
  say(`${measure}: ${value >= 100 ? Math.round(value) : Number(value.toPrecision(3))} ${unit}`);
  const bound = most === undefined ? { goal } : { goal: goal ?? `at most ${most} ${unit}`, met: value <= most };
  return { measure, value, unit, ...more, ...bound };
}
