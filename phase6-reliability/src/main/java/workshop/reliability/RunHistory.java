package workshop.reliability;

import java.util.ArrayList;
import java.util.List;

/**
 * What one connection has sent, and what its windows were like over time. The number of points is
 * bounded: when there are too many, every second point goes. Points of segments that were sent
 * again stay as long as there is room.
 */
final class RunHistory {
  static final int MOST = 3000;

  /**
   * A segment of ours with text.
   *
   * @param time on the loop's clock
   * @param from how many bytes of text were before it
   * @param again whether all of it had been sent before
   */
  record Sent(long time, long from, int length, boolean again) {}

  /**
   * The figures of the sending half at one time.
   *
   * @param time on the loop's clock
   */
  record Sample(long time, SenderFigures figures) {}

  private final String name;
  private List<Sent> sent = new ArrayList<>();
  private List<Sample> samples = new ArrayList<>();
  private int last;
  private long lastOffset;
  private long end;

  /**
   * Nothing has been sent yet.
   *
   * @param name of the connection, for people
   * @param first the number of the first byte
   */
  RunHistory(String name, int first) {
    this.name = name;
    last = first;
  }

  String name() {
    return name;
  }

  /** How many bytes of text have been sent, each counted once. */
  long end() {
    return end;
  }

  List<Sent> sent() {
    return sent;
  }

  List<Sample> samples() {
    return samples;
  }

  /** Text goes out. */
  void add(long time, int seq, int length) {
    lastOffset += seq - last; // never more than a window from the last one
    last = seq;
    boolean again = lastOffset + length <= end;
    end = Math.max(end, lastOffset + length);
    sent.add(new Sent(time, lastOffset, length, again));
    if (sent.size() > MOST) {
      sent = thinned(sent);
    }
  }

  private static List<Sent> thinned(List<Sent> all) {
    List<Sent> kept = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      if (i % 2 == 0 || all.get(i).again()) {
        kept.add(all.get(i));
      }
    }
    return kept.size() > 3 * MOST / 4 ? eachSecond(all) : kept;
  }

  /** The windows may have changed. */
  void add(long time, SenderFigures figures) {
    Sample latest = samples.isEmpty() ? null : samples.get(samples.size() - 1);
    if (latest != null && latest.figures().equals(figures)) {
      return;
    }
    samples.add(new Sample(time, figures));
    if (samples.size() > MOST) {
      samples = eachSecond(samples);
    }
  }

  private static <T> List<T> eachSecond(List<T> all) {
    List<T> kept = new ArrayList<>();
    for (int i = 0; i < all.size(); i += 2) {
      kept.add(all.get(i));
    }
    return kept;
  }
}
