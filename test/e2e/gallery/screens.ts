import type { Page } from '@playwright/test'
import { activityScreens } from './activity-screens.ts'
import { connectionScreens } from './connection-screens.ts'
import { filesScreens } from './files-screens.ts'
import { keyDepthScreens } from './key-depth-screens.ts'
import { localKeyScreens } from './local-key-screens.ts'
import { peopleScreens } from './people-screens.ts'
import { recoveryScreens } from './recovery-screens.ts'
import { rotationScreens } from './rotation-screens.ts'
import { vaultScreens } from './vault-screens.ts'

/** One screen of the gallery: which scenario it needs, and the steps that lead to it. */
export interface GalleryScreen {
  readonly name: string
  readonly scenario: string
  readonly show: (page: Page) => Promise<void>
}

const button = async (page: Page, name: string | RegExp) =>
  await page.getByRole('button', { name, exact: typeof name === 'string' }).click()

const nothing = async (page: Page) => {
  await page.locator('.shell, .fr').waitFor()
}

const plan = async (page: Page) => {
  await button(page, 'Choose files')
  await page.getByRole('table', { name: 'Plan' }).waitFor()
}

const chooseFolder = async (page: Page) => {
  await button(page, 'Choose folder')
  await page.getByRole('table', { name: 'Plan' }).waitFor()
}

/** Chooses what the next drop does. */
const mode = async (page: Page, name: string) => {
  await page.getByRole('radio', { name, exact: true }).check({ force: true })
}

const settings = async (page: Page, section: string) => {
  await button(page, 'Settings')
  await page.getByRole('navigation', { name: 'Settings' }).getByRole('button', { name: section }).click()
}

const screen = (name: string, scenario: string, show: GalleryScreen['show'] = nothing): GalleryScreen => ({
  name,
  scenario,
  show,
})

/** Hangs files over the window, as a drag from a file manager does. */
const hover = async (page: Page) => {
  await nothing(page)
  await page.evaluate(`(() => {
    const data = new DataTransfer()
    for (let i = 0; i < 15; i++) data.items.add(new File(['x'], 'file-' + i + '.txt'))
    window.dispatchEvent(new DragEvent('dragenter', { dataTransfer: data, bubbles: true, cancelable: true }))
  })()`)
  await page.getByText('Drop to see the plan').waitFor()
}

/** Drops a file whose reading lasts. */
const read = async (page: Page) => {
  await nothing(page)
  await page.evaluate(`(() => {
    globalThis.readingLasts = true
    const data = new DataTransfer()
    data.items.add(new File(['x'], 'a.txt'))
    window.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }))
  })()`)
  await page.getByText('Reading what you dropped…').waitFor()
}

/** Opens the page of a key, at one of its tabs. */
const key = async (page: Page, name: string, tab?: string) => {
  await button(page, 'Keys')
  await page.getByRole('searchbox', { name: 'Search keys' }).fill(name)
  await button(page, name)
  if (tab !== undefined) await page.getByRole('tab', { name: tab }).click()
  await page.getByRole('tabpanel').waitFor()
}

/** Opens the Regions tab of the primary of the one multi-Region key. */
const multiRegionKey = async (page: Page) => {
  await button(page, 'Keys')
  await page.getByRole('searchbox', { name: 'Search keys' }).fill('dr-copy us-east-1')
  // The head and one key: before the search has filtered there are two of this name.
  await page.locator('[aria-rowcount="2"]').waitFor()
  await button(page, 'dr-copy')
  await page.getByRole('tab', { name: 'Regions' }).click()
  await page.getByRole('table').waitFor()
}

const nameKey = async (page: Page) => {
  await page.getByRole('textbox', { name: 'Name' }).fill('backups')
  await page.getByRole('checkbox', { name: 'I understand' }).check()
}

/** All screens, in the order a person meets them. */
export const screens: readonly GalleryScreen[] = [
  screen('01-files-empty', 'usual'),
  screen('01-files-no-keys', 'noKeys'),
  screen('01-files-verify', 'usual', async (page) => await mode(page, 'Verify')),
  screen('01-files-move', 'actions', async (page) => await mode(page, 'Move to another key')),
  screen('01-files-inspect', 'usual', async (page) => await mode(page, 'Inspect')),
  screen('02-files-dragging', 'history', hover),
  screen('02-reading', 'usual', read),
  screen('03-plan', 'usual', plan),
  screen('03-plan-options', 'usual', async (page) => {
    await plan(page)
    await button(page, 'Options')
  }),
  screen('03-plan-options-more', 'twoDoors', async (page) => {
    await plan(page)
    await button(page, 'Options')
    await button(page, 'More')
    await button(page, 'Add a pair')
    await page.getByRole('textbox', { name: 'Name of pair 1' }).fill('department')
    await page.getByRole('textbox', { name: 'Value of pair 1' }).fill('finance')
    await page.getByRole('switch', { name: 'One data key for the batch' }).scrollIntoViewIfNeeded()
  }),
  screen('03-plan-folder', 'folder', chooseFolder),
  screen('03-plan-folder-packed', 'folder', async (page) => {
    await chooseFolder(page)
    await page.getByRole('radio', { name: 'One file, names hidden' }).check({ force: true })
    await page.getByText('Folder, 8 files').waitFor()
  }),
  screen('03-plan-uncommitted', 'uncommitted', plan),
  screen('03-plan-verify', 'usual', async (page) => {
    await mode(page, 'Verify')
    await plan(page)
  }),
  screen('03-plan-move', 'usual', async (page) => {
    await mode(page, 'Move to another key')
    await plan(page)
    await button(page, 'Options')
  }),
  screen('03-plan-picker', 'usual', async (page) => {
    await plan(page)
    await button(page, /Encrypt to backups/)
    await page.getByRole('option', { name: /backups-prod/ }).waitFor()
  }),
  screen('03-plan-no-door', 'noKeys', plan),
  screen('03-two-doors', 'twoDoors'),
  screen('04-running', 'running'),
  screen('04-paused', 'paused'),
  screen('04-crowd', 'crowd'),
  screen('05-actions', 'actions'),
  screen('05-past', 'past'),
  screen('05-today-and-past', 'todayAndPast'),
  screen('05-past-selected', 'past', async (page) => {
    await page.getByRole('checkbox', { name: 'Select studio-masters.zip.encrypted' }).check()
    await page.getByRole('checkbox', { name: 'Select October.tar.encrypted' }).check()
  }),
  screen('05-past-no-match', 'past', async (page) => {
    await page.getByRole('searchbox', { name: 'Search history' }).fill('zebra')
    await page.getByText('Nothing in the history matches').waitFor()
  }),
  screen('05-past-problem', 'historyProblem'),
  screen('05-interrupted', 'interrupted'),
  screen('05-menu', 'history', async (page) => {
    await button(page, 'What can be done with inventory.db.encrypted')
    await page.getByRole('menuitem', { name: 'Inspect' }).waitFor()
  }),
  screen('05-details-packed', 'actions', async (page) => {
    await button(page, 'November.tar.encrypted')
    await page.getByRole('dialog').waitFor()
  }),
  screen('05-history', 'history'),
  screen('05-details', 'history', async (page) => {
    await button(page, 'quarterly-report-2026-q3.pdf.encrypted')
    await page.getByRole('dialog').waitFor()
  }),
  screen('05-inspect', 'actions', async (page) => {
    await mode(page, 'Inspect')
    await button(page, 'Choose a file')
    await page.getByRole('dialog').getByText('Nothing of this is proven yet').waitFor()
  }),
  screen('05-inspect-no-message', 'noMessage', async (page) => {
    await mode(page, 'Inspect')
    await button(page, 'Choose a file')
    await page.getByRole('dialog').waitFor()
  }),
  screen('06-keys', 'sampleOverview', async (page) => await button(page, 'Keys')),
  screen('06-keys-troubles', 'usual', async (page) => await button(page, 'Keys')),
  screen('06-keys-many', 'crowd', async (page) => await button(page, 'Keys')),
  screen('06-keys-none', 'noKeys', async (page) => await button(page, 'Keys')),
  screen('06-keys-offline', 'keysOffline', async (page) => await button(page, 'Keys')),
  screen('06-keys-denied', 'keysDenied', async (page) => await button(page, 'Keys')),
  screen('06-keys-reading', 'keysReading', async (page) => await button(page, 'Keys')),
  screen('06-keys-narrowed', 'sample', async (page) => {
    await button(page, 'Keys')
    await page.getByRole('searchbox', { name: 'Search keys' }).fill('archive')
    await button(page, 'State: any')
    await page.getByRole('menuitemcheckbox', { name: /Enabled/ }).click()
  }),
  screen('06-keys-more', 'sample', async (page) => {
    await button(page, 'Keys')
    await button(page, 'More: any')
    await page.getByRole('menuitemcheckbox', { name: /^AWS\b(?! KMS)/ }).click()
  }),
  screen('06-keys-no-match', 'sample', async (page) => {
    await button(page, 'Keys')
    await page.getByRole('searchbox', { name: 'Search keys' }).fill('zebra')
    await page.getByText('No key matches').waitFor()
  }),
  screen('06-keys-views', 'sample', async (page) => {
    await button(page, 'Keys')
    await button(page, 'Saved views')
    await page.getByRole('menuitem', { name: 'Save this view…' }).click()
    await page.getByRole('dialog').getByRole('textbox').fill('Needs me')
  }),
  screen('07-key-general', 'sample', async (page) => await key(page, 'backups-prod')),
  screen('07-key-general-denied', 'keysDenied', async (page) => await key(page, 'backups-prod')),
  screen('07-key-general-import', 'sample', async (page) => await key(page, 'partner-import')),
  screen('07-key-general-store', 'sample', async (page) => await key(page, 'hsm-vault')),
  screen('07-key-general-aws', 'sample', async (page) => await key(page, 'aws/s3')),
  screen('07-key-general-deleted', 'sample', async (page) => await key(page, 'payments-legacy')),
  screen('07-key-general-disabled', 'sample', async (page) => await key(page, 'hr-archive')),
  screen('07-key-general-signing', 'sample', async (page) => await key(page, 'release-signing')),
  screen('07-key-general-edit', 'sample', async (page) => {
    await key(page, 'backups-prod')
    await button(page, 'Change the description')
  }),
  screen('07-key-disable', 'sample', async (page) => {
    await key(page, 'backups-prod')
    await button(page, 'Disable…')
    await page.getByRole('dialog').waitFor()
  }),
  screen('07-key-disable-refused', 'refusedDisable', async (page) => {
    await key(page, 'backups-prod')
    await button(page, 'Disable…')
    await page.getByRole('dialog').getByRole('button', { name: 'Disable', exact: true }).click()
    await page.getByText('The key was not disabled').waitFor()
  }),
  screen('07-key-aliases', 'sample', async (page) => await key(page, 'backups-prod', 'Aliases')),
  screen('07-key-aliases-taken', 'sample', async (page) => {
    await key(page, 'backups-prod', 'Aliases')
    await page.getByRole('textbox', { name: 'New alias' }).fill('finance-reports')
    await button(page, 'Point it here…')
    await page.getByRole('dialog').waitFor()
  }),
  screen('07-key-alias-delete', 'sample', async (page) => {
    await key(page, 'backups-prod', 'Aliases')
    await button(page, 'Delete the alias nightly')
    await page.getByRole('dialog').waitFor()
  }),
  screen('07-key-tags', 'sample', async (page) => {
    await key(page, 'backups-prod', 'Tags')
    await button(page, 'Change the tag team')
  }),
  screen('07-key-tags-denied', 'keysDenied', async (page) => await key(page, 'backups-prod', 'Tags')),
  screen('07-key-regions', 'sample', async (page) => await multiRegionKey(page)),
  screen('07-key-regions-primary', 'sample', async (page) => {
    await multiRegionKey(page)
    await button(page, 'Make the key in eu-west-1 the primary')
    await page.getByRole('dialog').waitFor()
  }),
  screen('07-key-regions-single', 'sample', async (page) => await key(page, 'backups-prod', 'Regions')),
  screen('07-key-last-used', 'sample', async (page) => await key(page, 'backups-prod', 'Last used')),
  screen('07-key-last-used-never', 'sample', async (page) => await key(page, 'finance-reports', 'Last used')),
  screen('07-key-last-used-denied', 'keysDenied', async (page) => {
    await key(page, 'backups-prod', 'Last used')
    await button(page, 'Details')
  }),
  screen('07-key-local', 'sample', async (page) => await key(page, 'backups')),
  screen('06-new-key', 'noKeys', async (page) => {
    await button(page, 'Keys')
    await button(page, 'New key')
    await page.getByRole('dialog').waitFor()
  }),
  screen('12-connections', 'usual', async (page) => await settings(page, 'AWS connections')),
  screen('12-connection-add', 'usual', async (page) => {
    await settings(page, 'AWS connections')
    await button(page, 'Add connection')
    await page.getByRole('dialog').getByRole('combobox', { name: 'Regions' }).waitFor()
    await button(page, 'Save')
  }),
  screen('12-connection-remove', 'usual', async (page) => {
    await settings(page, 'AWS connections')
    await button(page, 'More about production')
    await page.getByRole('menuitem', { name: 'Remove…' }).click()
    await page.getByRole('dialog').waitFor()
  }),
  screen('12-connections-none', 'noKeys', async (page) => await settings(page, 'AWS connections')),
  screen('12-defaults', 'usual', async (page) => await settings(page, 'Files')),
  screen('12-opening', 'usual', async (page) => await settings(page, 'Opening')),
  screen('12-history', 'usual', async (page) => await settings(page, 'History')),
  screen('12-appearance', 'usual', async (page) => await settings(page, 'Appearance')),
  screen('12-computer', 'usual', async (page) => await settings(page, 'This computer')),
  screen('12-about', 'host', async (page) => await settings(page, 'About')),
  screen('14-where', 'firstRun'),
  screen('14-where-host', 'firstRunHost'),
  screen('14-where-no-keychain', 'firstRunNoKeychain'),
  screen('14-key', 'firstRun', async (page) => {
    await button(page, 'Continue')
    await nameKey(page)
  }),
  screen('14-aws', 'firstRun', async (page) => {
    await page.getByRole('radio', { name: 'In AWS KMS' }).click()
    await button(page, 'Continue')
    await page.getByRole('combobox', { name: 'Regions' }).waitFor()
  }),
  screen('14-aws-key', 'firstRun', async (page) => {
    await page.getByRole('radio', { name: 'In AWS KMS' }).click()
    await button(page, 'Continue')
    await page.getByRole('combobox', { name: 'Credentials from' }).click()
    await page.getByRole('option', { name: 'Profile production' }).click()
    await button(page, 'Connect AWS')
    await button(page, /Choose a key/)
    await page.getByRole('option', { name: /backups-prod/ }).click()
  }),
  screen('14-file', 'firstRun', async (page) => {
    await button(page, 'Continue')
    await nameKey(page)
    await button(page, 'Make key')
    await button(page, 'Later')
    await page.getByRole('heading', { name: 'Drop your first file' }).waitFor()
  }),
  screen('16-denied', 'denied', async (page) => await button(page, 'Details')),
  ...[
    'noKeychain',
    'keychainLocked',
    'notAnswering',
    'itemMissing',
    'damaged',
    'olderCopy',
    'notReadable',
    'newerVersion',
    'inUse',
    'stopped',
  ].map((state) => screen(`20-vault-${state}`, state)),
  screen('20-vault-olderCopy-open', 'olderCopy', async (page) => {
    await button(page, 'Open this older copy…')
    await page.getByRole('dialog').getByRole('checkbox').click()
  }),
  ...connectionScreens,
  ...filesScreens,
  ...localKeyScreens,
  ...peopleScreens,
  ...rotationScreens,
  ...vaultScreens,
  ...recoveryScreens,
  ...activityScreens,
  ...keyDepthScreens,
]
