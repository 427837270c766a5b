// Words of which a name is suggested. German ones are all masculine, so that any two go together.

const en = {
  adjectives: [
    'Quiet', 'Nimble', 'Brave', 'Calm', 'Clever', 'Gentle', 'Merry', 'Bright', 'Swift', 'Curious', 'Kind', 'Lucky', 'Sunny', 'Patient', 'Jolly', 'Keen', 'Lively', 'Mellow', 'Proud', 'Wise',
    'Bold', 'Cheerful', 'Cosy', 'Eager', 'Friendly', 'Golden', 'Honest', 'Little', 'Silver', 'Wandering',
  ],
  animals: [
    'Otter', 'Badger', 'Heron', 'Fox', 'Hedgehog', 'Robin', 'Beaver', 'Dolphin', 'Falcon', 'Hare', 'Lynx', 'Marten', 'Owl', 'Panda', 'Penguin', 'Puffin', 'Raven', 'Seal', 'Sparrow', 'Squirrel',
    'Starling', 'Stork', 'Swan', 'Tapir', 'Tiger', 'Turtle', 'Whale', 'Wombat', 'Wren', 'Yak',
  ],
};

const de: typeof en = {
  adjectives: [
    'Stiller', 'Flinker', 'Mutiger', 'Ruhiger', 'Kluger', 'Sanfter', 'Fröhlicher', 'Heller', 'Schneller', 'Neugieriger', 'Netter', 'Munterer', 'Sonniger', 'Geduldiger', 'Lustiger', 'Wacher',
    'Lebhafter', 'Milder', 'Stolzer', 'Weiser', 'Kühner', 'Heiterer', 'Gemütlicher', 'Eifriger', 'Freundlicher', 'Goldener', 'Ehrlicher', 'Kleiner', 'Silberner', 'Wandernder',
  ],
  animals: [
    'Otter', 'Dachs', 'Reiher', 'Fuchs', 'Igel', 'Spatz', 'Biber', 'Delfin', 'Falke', 'Hase', 'Luchs', 'Marder', 'Uhu', 'Panda', 'Pinguin', 'Papageitaucher', 'Rabe', 'Seehund', 'Specht', 'Bär',
    'Star', 'Storch', 'Schwan', 'Tapir', 'Tiger', 'Elch', 'Wal', 'Wombat', 'Zaunkönig', 'Yak',
  ],
};

export const nameTexts = { en, de };
