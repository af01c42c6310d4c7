import type { Word } from '../../language/word.ts';

/** Signs that per-image scores were not measured, by the name that messages give them. */
export const signWords = {
  'round moments': {
    title: 'Mean and standard deviation are round numbers',
    description:
      'Mean and sd (n or n - 1) are both decimals of at most four places to one part in a billion, or of six to one in a trillion, as of draws that were scaled to printed or stored values.',
  },
  'normal moments': {
    title: 'Skewness and excess kurtosis are 0',
    description: 'Both are 0 to one part in a million, of values most of which differ.',
  },
  'normal quantiles': {
    title: 'Sorted values are normal quantiles',
    description: 'Sorted values lie on a line with the normal scores, a hundred times closer than draws do.',
  },
  'stated moments': {
    title: 'The file states moments that its list does not have',
    description: 'A mean or sd beside the list is not that of the list, by more than its rounding.',
  },
  lattice: {
    title: 'Values that no image of whole pixels gives',
    description:
      'Of 8-bit images with a known number of pixels, shares of pixels are whole numbers of pixels, and the mean squared error behind PSNR is a whole number of squared grey levels over the pixels.',
  },
  ties: {
    title: 'Too few equal values for 8-bit images',
    description:
      'On the lattice of 8-bit images so many equal values are expected that none has a probability below e^-15.',
  },
  'last digits': {
    title: 'Last digits that are not alike often',
    description:
      'Of 50 values or more that spread over ten units of their last decimal, its ten digits are so unequal that chance gives it once in a million (chi-squared).',
  },
  'rows copied': {
    title: 'Rows that are those of other images',
    description:
      'At least three images, and one in twenty, have all scores of another image, more than chance gives at the digits that there are.',
  },
  'rows of the other arm': {
    title: 'Rows that are those of the other arm',
    description: 'The same between images of one name in two arms.',
  },
  'constant offset': {
    title: 'One arm is the other plus a number',
    description: 'The difference of the arms is one number on every image.',
  },
  'sorted apart': {
    title: 'Columns that were sorted each for itself',
    description:
      'Both arms put twenty images or more in one order, but for one pair in 300 (by tau), although they differ.',
  },
} satisfies Readonly<Record<string, Word>>;

export type Sign = keyof typeof signWords;
