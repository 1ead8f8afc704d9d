package workshop.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Dates as HTTP writes them: {@code Sun, 06 Nov 1994 08:49:37 GMT} (RFC 9110 section 5.6.7). */
final class HttpDate {
  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private HttpDate() {}

  /** Writes a time, given in seconds since 1970. */
  static String text(long seconds) {
    return FORMAT.format(Instant.ofEpochSecond(seconds));
  }

  /** Reads a date, in seconds since 1970; -1 if the text is no date. */
  static long seconds(String text) {
    try {
      return Instant.from(FORMAT.parse(text)).getEpochSecond();
    } catch (DateTimeException e) {
      return -1; // RFC 9110 section 13.1.3: a date that is none is ignored
    }
  }
}
