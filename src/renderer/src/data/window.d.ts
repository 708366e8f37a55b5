import type { PageApi } from '../../../shared/page-api.ts'

declare global {
  interface Window {
    /** Put there by the preload, frozen. The only way out of the page. */
    readonly keyhold: PageApi
  }
}
