import { NewKeyDialog } from '../keys/new-key-dialog.tsx'

/** Makes a key, on this computer or in AWS. Opens by \`newKeyOpen\`. */
export function NewKeyWizard() {
  return <NewKeyDialog />
}
