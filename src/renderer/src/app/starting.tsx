import { Loader } from '@mantine/core'
import { appText } from '../words/app-text.ts'

/** While the first answers are on their way. */
export function Starting() {
  return (
    <output className="reading late">
      <Loader size={24} type="oval" aria-label={appText.starting} />
    </output>
  )
}
