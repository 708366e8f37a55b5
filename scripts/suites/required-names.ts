/** What REQUIRE names: skips whose reason holds one of these are failures. */
export function requiredNames(environment: Readonly<Record<string, string | undefined>>): readonly string[] {
  return (environment['REQUIRE'] ?? '').split(',').filter((name) => name !== '')
}
