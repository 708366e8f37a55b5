import { Head } from '../ui/head.tsx'
import { pageNames } from '../words/app-text.ts'

/** What was done here, entry by entry. */
export function ActivityPage() {
  return <Head title={pageNames.activity} />
}
