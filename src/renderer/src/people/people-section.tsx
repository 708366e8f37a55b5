/** Colleagues whose keystores can be doors. */
export function PeopleSection() {
  return null
}
