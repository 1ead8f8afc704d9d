package workshop.http;

import java.util.function.LongSupplier;

/** The value of the field Date. It is made only once a second. */
final class DateField {
  private static final long MILLIS = 1000;

  private final LongSupplier utc;
  private long of = Long.MIN_VALUE;
  private String text;

  DateField(LongSupplier utc) {
    this.utc = utc;
  }

  String text() {
    long seconds = Math.floorDiv(utc.getAsLong(), MILLIS);
    if (seconds != of) {
      of = seconds;
      text = HttpDate.text(seconds);
    }
    return text;
  }
}
