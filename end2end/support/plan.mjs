// A plan as it is written and as it is acted on: one line is open at a time, and what is not the first action is in a menu.

/** Opens a line of the plan that is being written: `objective 1.1`, `level of care`. */
export async function edit(page, line) {
  await page.getByRole('button', { name: `Edit ${line}`, exact: true }).click();
}

/** Presses a button of a version that is read: the first action, or one in the menu. */
export async function act(page, name) {
  const button = page.getByRole('button', typeof name === 'string' ? { name, exact: true } : { name });
  const menu = page.locator('details.menu > summary');
  await menu.waitFor();
  if (!(await button.isVisible())) await menu.click();
  await button.click();
}

/** Opens each line that is named and fills fields in it: `{ 'objective 1.1': { 'Target date': '2026-12-24' } }`. */
export async function fillLines(page, lines) {
  for (const [line, fields] of Object.entries(lines)) {
    await edit(page, line);
    for (const [label, value] of Object.entries(fields)) await page.getByLabel(label, { exact: true }).fill(value);
  }
}

/** Gives the same reason for every changed line: beside the tree for what was removed, at the line for the rest. */
export async function explain(page, reason) {
  const reasons = page.getByRole('region', { name: 'Reasons for changes' });
  for (const field of await reasons.getByLabel(/^Reason for change/).all()) await field.fill(reason);
  for (let left = await reasons.getByText('No reason yet').count(); left > 0; left--) {
    await reasons.getByRole('button', { name: /No reason yet/ }).first().click();
    await page.waitForFunction(() => /^line-.*-reason$/.test(document.activeElement?.id ?? ''));
    await page.keyboard.type(reason);
  }
}
