// Chromium, as every other journey has it, behind what the steps of the core journey ask of an engine.
import { Device } from '../device.mjs';

export class Chromium {
  static async open(folder, server) {
    const chromium = new Chromium();
    chromium.device = await Device.open({ folder, who: 'chromium', server });
    [chromium.page] = chromium.device.pages();
    chromium.version = `Chromium ${await chromium.page.evaluate(() => /Chrome\/(\S+)/.exec(navigator.userAgent)[1])}`;
    return chromium;
  }

  async goto(url) {
    await this.page.goto(url);
  }

  async back() {
    await this.page.goBack();
  }

  async evaluate(body, ...args) {
    return this.page.evaluate(`(${body})(...${JSON.stringify(args)})`);
  }

  async close() {
    await this.device.close();
  }
}
