/** Kit secrets and what they give. Never changed: sheets on paper depend on it. docs/adr/0018. */
export const kitVectors = [
  {
    secret: '00'.repeat(32),
    kitId: 'KH-M0SAJT55',
    fingerprint: 'a032a968a5470c7d8e999142223c1ed9f2eba58f07b7ff287402add98288d7f5',
    backupKey: '787f9678fd72abe6da2b6e36410549a3ad3acdda8056d035d3fee34856adc486',
  },
  {
    secret: '01'.repeat(32),
    kitId: 'KH-DKPVQ42S',
    fingerprint: '6cedbb9059082000d16670d62fe79fad096768b7e4b7e65df67bc8161fc5b7e2',
    backupKey: '4ac08452c2c02543f731b14cf00bf3e870c0781f855a481c1ff4e133b6d1b5b9',
  },
] as const
