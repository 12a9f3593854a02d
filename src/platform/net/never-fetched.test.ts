import { describe, expect, it } from 'vitest';
import { neverFetchedReason } from './never-fetched.ts';

describe('an address that stands for somebody to write to', () => {
  it.each([
    'https://wa.me/12025550100',
    'https://api.whatsapp.com/send?phone=12025550100',
    'https://chat.whatsapp.com/Invented1',
    'https://t.me/+AbCdEf',
    'https://t.me/%2BAbCdEf',
    'http://telegram.me/joinchat/AbCdEf',
    'https://line.me/ti/p/invented',
    'https://LIN.EE/x',
    'https://zalo.me/12025550100',
    'https://m.me/invented.page',
    'https://invite.viber.com/?g2=x',
    'https://discord.gg/invented',
    'https://www.discord.com/invite/invented',
    'https://bit.ly./3abc',
    'https://t.co/abc',
  ])('%s is never fetched', (address) => {
    expect(neverFetchedReason(address)).toContain('never fetched');
  });

  it.each([
    'https://t.me/s/invented_channel',
    'https://t.me/invented_channel',
    'https://discord.com/blog',
    'https://mp.weixin.qq.com/s/invented',
    'https://line.me/en/',
    'https://jobs.example.com/wa.me',
    'https://notbit.ly.example.com/',
    'https://mybit.ly/',
    'not an address',
    'mailto:a@example.com',
  ])('%s is none of these', (address) => {
    expect(neverFetchedReason(address)).toBeUndefined();
  });
});
