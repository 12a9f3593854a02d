/** Profiles on social networks: what is served to a visitor without an account, and nothing else. */
import type { TargetType } from '../../target-type.ts';
import { type SocialProfileOptions, socialProfileOptions } from './options.ts';
import { belongsTo, isProfileOfNetwork, profileUrl } from './profile-address.ts';
import { readProfile } from './read-profile.ts';

const socialProfile: TargetType<SocialProfileOptions> = {
  id: 'social-profile',
  label: 'Social profile',
  description:
    'A public profile or page on Facebook, Instagram, TikTok, X, VK and the like: what a visitor without an account is shown. Where the site asks for a login, that is said and left so.',
  options: socialProfileOptions,
  optionsFor: (url) => {
    const options = socialProfileOptions.safeParse({ profiles: [url] });
    return options.success ? { options: options.data, fit: isProfileOfNetwork(url) ? 9 : 0 } : undefined;
  },
  kinds: ['profile'],
  start: (options) =>
    [...new Set(options.profiles.map((url) => profileUrl(url) ?? url))].map((url) => ({
      url,
      kind: 'profile',
    })),
  read: readProfile,
  isInScope: (url, options) => options.profiles.some((profile) => belongsTo(url, profile)),
};

export default socialProfile;
