import type { Page } from '@playwright/test'
import type { GalleryScreen } from './screens.ts'

const press = async (page: Page, name: string | RegExp) =>
  await page.getByRole('button', { name, exact: typeof name === 'string' }).click()

const connections = async (page: Page) => {
  await press(page, 'Settings')
  await page
    .getByRole('navigation', { name: 'Settings' })
    .getByRole('button', { name: 'AWS connections' })
    .click()
}

const source = async (page: Page, name: string) => {
  await connections(page)
  await press(page, 'Add connection')
  await page.getByRole('combobox', { name: 'Credentials from' }).click()
  await page.getByRole('option', { name }).click()
}

const screen = (name: string, scenario: string, show: GalleryScreen['show']): GalleryScreen => ({
  name,
  scenario,
  show,
})

/** Connections, their form by source, their test, and what signing in asks of a person. */
export const connectionScreens: readonly GalleryScreen[] = [
  screen('12-connected', 'connected', connections),
  screen('12-connected-menu', 'connected', async (page) => {
    await connections(page)
    await press(page, 'More about production')
    await page.getByRole('menuitem', { name: 'Test connection' }).waitFor()
  }),
  screen('12-connection-test', 'connected', async (page) => {
    await connections(page)
    await press(page, 'More about production')
    await page.getByRole('menuitem', { name: 'Test connection' }).click()
    await page.getByText('Who you are').waitFor()
  }),
  screen('12-connection-sign-in', 'connected', async (page) => {
    await connections(page)
    await press(page, 'Sign in again')
    await page.getByRole('dialog', { name: 'Sign in to “media”' }).waitFor()
  }),
  screen('12-connection-code', 'connected', async (page) => {
    await connections(page)
    await press(page, 'Sign in by code')
    await page.getByText('QWER-TZUI').waitFor()
  }),
  screen('12-connection-offline', 'offline', connections),
  screen('12-connection-sign-in-failed', 'signInFailed', connections),
  screen('12-connection-choose-role', 'choosesRole', async (page) => {
    await connections(page)
    await page.getByRole('combobox', { name: 'Account and role' }).click()
    await page.getByRole('option', { name: 'ReadOnly' }).waitFor()
  }),
  screen('12-connection-mfa', 'asksForCode', async (page) => {
    await page.getByRole('textbox', { name: 'Code of the device' }).fill('12')
    await press(page, 'Continue')
    await page.getByText('The code has 6 to 8 digits').waitFor()
  }),
  screen('12-connection-form-sso', 'usual', async (page) => {
    await source(page, 'Single sign-on (IAM Identity Center)')
    await press(page, 'Save and sign in')
    await page.getByText('A start address begins with https://').waitFor()
  }),
  screen('12-connection-form-key', 'usual', async (page) => {
    await source(page, 'An access key, typed in here')
    await page.getByRole('textbox', { name: 'Access key ID' }).fill('AKIAIOSFODNN7EXAMPLE')
  }),
  screen('12-connection-form-roles', 'usual', async (page) => {
    await source(page, 'This machine’s own role')
    await press(page, 'Endpoints and roles')
    await press(page, 'Add a role')
    await press(page, 'Save')
    await page.getByText('A role’s ARN looks like').waitFor()
  }),
]
