import type { ErrorWordsByCode } from './error-text.ts'
import { fact, quoted } from './facts.ts'

/** Words for colleagues' cards and the activity log. */
export const peopleWords = {
  CARD_INVALID: {
    title: 'This is not a card of a colleague',
    why: 'It is damaged, its key is not what it says, or it is something else.',
    next: 'Ask for the card again.',
  },
  CARD_CHANGED: {
    title: 'The card of this colleague has changed',
    why: 'Somebody of this name is here with another key.',
    next: 'Compare the fingerprints with them, by voice or in person, before you replace it.',
  },
  COLLEAGUE_NOT_FOUND: {
    title: 'The card of this colleague is not here',
    why: 'It was removed, or the keys of this computer are locked.',
    next: 'Import the card again, or choose another door.',
  },
  KIT_NEEDED: (facts) => ({
    title: `Use the recovery kit${quoted(fact(facts, 'kitId'))}`,
    why: 'No key of yours opens this file. The recovery kit does.',
    next: 'Open files with the kit under Settings, Recovery. Then drop the file again.',
  }),
  DOOR_NOT_AS_PLANNED: {
    title: 'A door is not what it was in the plan',
    why: 'The recovery kit was replaced or revoked, or the card of a colleague changed, after the plan was made.',
    next: 'Drop the files again, and look at the doors of the new plan.',
  },
  ONLY_OTHERS_OPEN: {
    title: 'Only others could open the results',
    why: 'Originals go to the trash once their results opened here, and no door here belongs to a key of yours.',
    next: 'Add a key of yours as a door, or keep the originals.',
  },
  COLLEAGUE_NAME_TAKEN: {
    title: 'There is a colleague of this name already',
    why: 'Each colleague has a name of their own here, so that no door is mistaken for another.',
    next: 'Choose another name.',
  },
  LOG_UNAVAILABLE: {
    title: 'The activity log cannot be written',
    why: 'You chose that nothing is done that cannot be logged.',
    next: 'Make room on the disk, then try again.',
  },
  LOG_BROKEN: {
    title: 'The activity log was changed',
    why: 'An entry does not carry the hash of the one before it.',
    next: 'Verify it on the Activity page.',
  },
} as const satisfies ErrorWordsByCode
