/** Signs that an advert brings people to another country, whatever country it names. */
export const journeySigns = [
  'free-flight',
  'free-visa',
  'passport-arranged',
  'passport-only',
  'tourist-visa-work',
  'border-crossing',
] as const;
