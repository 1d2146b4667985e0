// Pictures to look at while a page is built: `SHOTS=DIR` keeps them at three widths and in the dark; nothing otherwise.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';

const SIZES = { desktop: { width: 1440, height: 900 }, tablet: { width: 820, height: 1180 }, phone: { width: 390, height: 844 } };

/** Takes pictures of a page, and says when something is wider than the screen. */
export async function shot(page, name) {
  const folder = process.env.SHOTS;
  if (!folder) return;
  await mkdir(folder, { recursive: true });
  const before = page.viewportSize();
  for (const [size, viewport] of Object.entries(SIZES)) {
    await page.setViewportSize(viewport);
    await page.screenshot({ path: join(folder, `${name}-${size}.png`), fullPage: true });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    if (wide > 0) console.log(`${name} ${size}: ${wide} px too wide`);
  }
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.setViewportSize(SIZES.desktop);
  await page.screenshot({ path: join(folder, `${name}-dark.png`), fullPage: true });
  await page.emulateMedia({ colorScheme: null });
  if (before) await page.setViewportSize(before);
}
