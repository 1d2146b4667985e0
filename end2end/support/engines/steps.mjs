// The core journey, the same steps in every engine.
import assert from 'node:assert/strict';
import { justNow } from '../notes.mjs';
import { PASSPHRASE } from '../people.mjs';

/** Sets up a program at this address; resolves at the administrator's desk, signed in at the server. */
export async function foundIn(hand, url) {
  await hand.visit(url);
  await hand.fill('Program', 'Cedar Court');
  await hand.fill(/^Your name/, 'Noor Demo');
  await hand.fill(/^Sign-in name/, 'noor');
  await hand.fill('Passphrase', PASSPHRASE);
  await hand.fill('Passphrase, again', PASSPHRASE);
  await hand.click(/^Set up/);
  await hand.see('Custodian kit');
  await hand.click(/^Printed and put away in a safe/);
  await hand.click('Continue');
  await keepKit(hand);
  await saved(hand);
}

async function keepKit(hand) {
  await hand.see('Your Secret Key');
  await hand.click(/^(Printed|I have)/);
  await hand.click('Continue');
}

/** Everything has reached the server. */
export async function saved(hand) {
  await hand.see('All saved');
  await hand.see('Online');
}

export async function unlock(hand) {
  await hand.fill('Passphrase', PASSPHRASE);
  await hand.click('Unlock');
  await hand.see(/^(Online|Offline since .*)$/, 60_000);
}

/** Uses an invitation code; resolves when only the administrator's confirmation is missing. */
export async function enrollIn(hand, url, code) {
  await hand.visit(url);
  await hand.click('I have an invitation code');
  await hand.fill('Invitation code', code);
  await hand.click('Read the invitation');
  await hand.fill(/^Sign-in name/, 'ines');
  await hand.fill('Passphrase', PASSPHRASE);
  await hand.fill('Passphrase, again', PASSPHRASE);
  await hand.click('Make my keys');
  await keepKit(hand);
}

/** Opens a client; resolves at the chart. */
export async function openClient(hand) {
  await hand.click(/^Caseload/);
  await hand.click('New client');
  await hand.fill(/^Given name/, 'Wren');
  await hand.fill(/^Family name/, 'Maplethorn');
  await hand.fill(/^Birth date/, '1992-03-04');
  await hand.fill(/^Level of care/, '2.1 Intensive outpatient');
  await hand.click('Create client');
  await hand.see('Wren Maplethorn');
}

/** Writes a note in the open chart; resolves when the draft is saved. */
export async function write(hand, text) {
  const when = justNow();
  await hand.click('New note');
  await hand.unfold('session');
  await hand.click('DAP');
  await hand.fill(/^Date of service/, when.day);
  await hand.fill('Start', when.start);
  await hand.fill('End', when.end);
  await hand.fill('Modality', 'In person');
  await hand.fill(/^Location/, 'Room 2');
  await hand.fill('Data', text);
  await hand.fill('Assessment', 'Craving follows conflict more than cues.');
  await hand.fill('Plan', 'A call card before Friday.');
  await hand.see(/^Draft saved/);
}

export async function sign(hand) {
  await hand.fill('Passphrase to sign', PASSPHRASE);
  await hand.click(/^Sign as author/);
  await hand.see('Add addendum');
}

/** Enroll, write, sign, offline, back, sync. `office` is the administrator's part, at a desk of their own. */
export async function coreJourney(hand, { url, code, office, server }) {
  const begun = Date.now();
  const took = {};
  const step = async (name, work) => {
    const from = Date.now();
    await work();
    took[name] = Date.now() - from;
  };
  await step('enroll', async () => {
    await enrollIn(hand, url, code);
    await office();
    await saved(hand);
  });
  await step('write', async () => {
    await openClient(hand);
    await write(hand, 'Wren came on time.');
  });
  await step('sign', async () => {
    await sign(hand);
    await saved(hand);
  });
  // Another address in the same tab: whatever the browser keeps of the page before holds nothing back.
  await step('another address and back', async () => {
    await hand.click(/^Caseload/);
    await hand.click(/^Wren Maplethorn/);
    await hand.click('New note');
    await hand.fill('Data', 'Before the page was left.');
    await hand.see(/^Draft saved/);
    const place = await hand.engine.evaluate('() => location.href');
    await hand.visit(`${url}/outbox`);
    const from = Date.now();
    await hand.see('Welcome back', 10_000);
    took['until the next page has the vault'] = Date.now() - from;
    await unlock(hand);
    await hand.engine.back();
    await hand.see('Welcome back', 10_000);
    await unlock(hand);
    assert.equal(await hand.engine.evaluate('() => location.href'), place);
    await hand.has('Data', 'Before the page was left.');
  });
  await step('offline', async () => {
    await hand.engine.evaluate('async () => { await navigator.serviceWorker.ready; }');
    await server.stop();
    await hand.visit(`${url}/caseload`);
    await hand.see(/^The server cannot be reached/);
    await unlock(hand);
    await hand.click(/^Wren Maplethorn/);
    await write(hand, 'Written without a network.');
    await sign(hand);
    await hand.see(/^\d waiting to send$/);
  });
  await step('sync', async () => {
    await server.restart();
    await hand.click('Lock');
    await hand.see('Welcome back');
    await unlock(hand);
    await saved(hand);
  });
  took.all = Date.now() - begun;
  return took;
}
