import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Browser, chromium, type Page } from 'playwright-core';
import { System } from '../support/system.js';

const CHROMIUM = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';
const hasChromium = existsSync(CHROMIUM);
const ARGUMENTS = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

const PERSON = '7000000000000321';
const SHOWN_TIMEOUT_MS = 15_000;

if (!hasChromium) console.warn(`There is no ${CHROMIUM}: the tests of the simulator's page are skipped. CHROMIUM_PATH names another place.`);

(hasChromium ? describe : describe.skip)("the simulator's page", () => {
  let system: System;
  let browser: Browser;
  let page: Page;
  const problems: string[] = [];

  beforeAll(async () => {
    system = await System.start();
    await system.subscribe();
    browser = await chromium.launch({ executablePath: CHROMIUM, args: ARGUMENTS });
    page = await browser.newPage({ viewport: { width: 1100, height: 760 } });
    page.setDefaultTimeout(SHOWN_TIMEOUT_MS);
    page.on('pageerror', (error) => problems.push(error.message));
    page.on('console', (line) => line.type() === 'error' && problems.push(line.text()));
    page.on('request', (request) => request.url().startsWith('http') && !request.url().startsWith(system.simulatorUrl) && problems.push(`asked for ${request.url()}`));
    await page.goto(system.simulatorUrl);
  }, 60_000);

  afterAll(async () => {
    await browser?.close();
    await system?.stop();
  });

  it('shows a message that was sent by POST, and it stays unread until the chat is opened', async () => {
    const messageId = await system.send({ to: { fbMessengerId: PERSON }, rules: ['fbMessenger'], body: 'Your parcel <b>17</b> is on its way' });
    await chat(page).waitFor();
    await system.messageWith(messageId, 'delivered');
    expect(await chat(page).textContent()).toContain('Your parcel <b>17</b> is on its way');

    await chat(page).click();
    await page.getByRole('log', { name: 'Messages' }).getByText('Your parcel <b>17</b> is on its way').waitFor();
    await system.messageWith(messageId, 'read');
    await page.getByRole('img', { name: 'read', exact: true }).waitFor();
  });

  it('brings an answer that is typed there to the business as message.inbound', async () => {
    await page.getByLabel('Answer as this person').fill('Thank you!');
    await page.getByRole('button', { name: 'Send' }).click();
    await page.getByRole('log', { name: 'Messages' }).getByText('Thank you!').waitFor();
    const [call] = await system.receiver.received(1, { where: ({ body }) => (body as { name: string }).name === 'message.inbound' });
    expect(call!.body).toMatchObject({ payload: { channel: 'fbMessenger', body: 'Thank you!', from: { fbMessengerId: PERSON } } });
    await shoot(page);
  });

  it('shows a quick reply as a button, and its tap comes back with its payload', async () => {
    const message = { text: 'Tea or coffee?', quick_replies: [{ content_type: 'text', title: 'Tea', payload: 'TEA' }] };
    await system.send({ to: { fbMessengerId: PERSON }, rules: ['fbMessenger'], customBody: { fbMessenger: message } });
    await page.getByRole('button', { name: 'Tea', exact: true }).click();
    await system.receiver.received(1, { where: ({ rawBody }) => rawBody.includes('"message.inbound"') && rawBody.includes('TEA') });
  });

  it('asks nobody but the simulator, and has no error in its console', () => {
    expect(problems).toEqual([]);
  });
});

/** The one person's row in the list of chats. */
function chat(page: Page): ReturnType<Page['locator']> {
  return page.locator(`.person[data-id*="${PERSON}"]`);
}

/** SCREENSHOTS=<folder> keeps a picture of the page. */
async function shoot(page: Page): Promise<void> {
  const folder = process.env['SCREENSHOTS'];
  if (folder) await page.screenshot({ path: `${folder}/simulator.png` });
}
