package workshop.echo;

import workshop.tcp.SequenceNumber;

/**
 * RCV.UP: the end of the urgent data that the application knows of (RFC 9293 section 3.10.7.4,
 * sixth). The application reads urgent data like all other data (RFC 6093).
 */
public final class UrgentPointer {
  private SequenceNumber end = new SequenceNumber(0);

  /** The peer's SYN has come: nothing is urgent yet. */
  public void start(SequenceNumber irs) {
    end = irs;
  }

  /**
   * Whether to tell the application of new urgent data.
   *
   * @param newEnd the number after it: SEG.SEQ + SEG.UP
   * @param next RCV.NXT
   */
  public boolean isNews(SequenceNumber newEnd, SequenceNumber next) {
    return newEnd.isAfter(next) && newEnd.isAfter(end);
  }

  /** The application knows of urgent data up to here. */
  public void take(SequenceNumber newEnd) {
    end = newEnd;
  }

  /** RCV.NXT has moved. If the pointer were 2 GB behind, it would look as if it were ahead. */
  public void keepUp(SequenceNumber next) {
    end = next.isAfter(end) ? next : end;
  }
}
