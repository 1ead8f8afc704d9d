package workshop.echo;

import workshop.tcp.SequenceNumber;

/**
 * RCV.UP: where the urgent data ends that the application has been told of (RFC 9293 section
 * 3.10.7.4, sixth). It reads urgent data like any other (RFC 6093).
 */
public final class UrgentPointer {
  private SequenceNumber end = new SequenceNumber(0);

  /** The peer's SYN has come: nothing is urgent yet. */
  public void start(SequenceNumber irs) {
    end = irs;
  }

  /**
   * Whether the application has to be told of urgent data.
   *
   * @param newEnd the number after it: SEG.SEQ + SEG.UP
   * @param next RCV.NXT
   */
  public boolean isNews(SequenceNumber newEnd, SequenceNumber next) {
    return newEnd.isAfter(next) && newEnd.isAfter(end);
  }

  /** The application is told. */
  public void take(SequenceNumber newEnd) {
    end = newEnd;
  }

  /** RCV.NXT has moved. Left behind by 2 GB, the pointer would look as if it were ahead. */
  public void keepUp(SequenceNumber next) {
    end = next.isAfter(end) ? next : end;
  }
}
