package workshop.architecture.wrong.ring;

/** Is in no ring: what is nested and what is around it are one. */
class Farmer {
  Hen hen;
  Hand left;

  static class Hand {
    Farmer owner;
  }
}
