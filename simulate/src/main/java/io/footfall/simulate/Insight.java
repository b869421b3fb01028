package io.footfall.simulate;

/** From what the people who run a region of the shop learn that something went wrong there, and put it right. */
enum Insight {
    /** From live answers. */
    LIVE,

    /** From the batch of the night after. */
    NIGHTLY
}
