package workshop.backstage.docs.play;

import java.util.BitSet;
import java.util.List;

/**
 * How far the lines that came are those that a page shows.
 *
 * @param shortest how many lines that came, counted from the first, are all that the page shows, at
 *     least; -1 if it shows more
 * @param isWhole whether all that came is what the page shows
 * @param furthest how many lines of the page have come, at most
 * @param at how many lines had come then
 */
record Match(int shortest, boolean isWhole, int furthest, int at) {

  /**
   * Compares.
   *
   * @param shown the page's lines; {@link Transcript#ANY} is any number of them, also none
   * @param came what was printed
   */
  static Match of(List<String> shown, List<String> came) {
    // The places in the page that the lines so far may lead to. All ways are followed at once.
    BitSet places = new BitSet();
    places.set(0);
    passOver(places, shown);
    int shortest = places.get(shown.size()) ? 0 : -1;
    int furthest = places.length() - 1;
    int at = 0;
    for (int i = 0; i < came.size() && !places.isEmpty(); i++) {
      BitSet next = new BitSet();
      for (int place = places.nextSetBit(0); place >= 0; place = places.nextSetBit(place + 1)) {
        if (place == shown.size()) {
          continue;
        }
        if (shown.get(place).equals(Transcript.ANY)) {
          next.set(place);
        } else if (shown.get(place).equals(came.get(i))) {
          next.set(place + 1);
        }
      }
      passOver(next, shown);
      places = next;
      if (shortest < 0 && places.get(shown.size())) {
        shortest = i + 1;
      }
      if (places.length() - 1 > furthest) {
        furthest = places.length() - 1;
        at = i + 1;
      }
    }
    return new Match(shortest, places.get(shown.size()), furthest, at);
  }

  private static void passOver(BitSet places, List<String> shown) {
    for (int place = places.nextSetBit(0); place >= 0; place = places.nextSetBit(place + 1)) {
      if (place < shown.size() && shown.get(place).equals(Transcript.ANY)) {
        places.set(place + 1);
      }
    }
  }
}
