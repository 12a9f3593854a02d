/** Whether text on images is read, and how to switch it on. */
import { installedLanguages, ocrFolder } from '../../images/installed-languages.ts';
import { dataFolderPath } from '../../platform/data-folder.ts';
import { type Check, note, ok } from './checkup.ts';

export const checkImages: Check = async () => {
  const installed = installedLanguages(ocrFolder(dataFolderPath()));
  return [
    installed.length > 0
      ? ok('Text on images', `is read in ${installed.join(', ')}`)
      : note(
          'Text on images',
          'is not read, and images are not fetched: no language is installed. Many adverts are nothing but a picture.',
          "Run: lurewatch ocr install en zh-Hans (or what your adverts are written in; 'lurewatch ocr list' shows all)",
        ),
  ];
};
