package workshop.reliability;

import java.util.Arrays;
import java.util.Locale;

/** A technique that can be switched off, to see its effect. */
public enum Technique {
  /** RFC 6582: three duplicates mean a loss. Without it, only the timer finds a loss. */
  FAST_RETRANSMIT,

  /** RFC 5681. Without it, the peer's window is the only limit. */
  CONGESTION_CONTROL,

  /** RFC 2018. Without it, neither side reports what has arrived after a hole. */
  SACK,

  /** RFC 9293 section 3.8.6.3. Without it, each segment is acknowledged at once. */
  DELAYED_ACK,

  /** RFC 9293 section 3.7.4. Without it, a little data does not wait. */
  NAGLE;

  /** As on the command line, for instance fast-retransmit. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The technique with this name.
   *
   * @throws IllegalArgumentException if there is none; the message is fit for a user
   */
  public static Technique of(String word) {
    return Arrays.stream(values())
        .filter(technique -> technique.word().equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "none is called "
                        + word
                        + "; choose from "
                        + String.join(
                            ", ", Arrays.stream(values()).map(Technique::word).toList())));
  }
}
