package workshop.reliability;

import java.nio.ByteBuffer;
import workshop.echo.Receiver;
import workshop.tcp.SequenceNumber;
import workshop.tcp.TcpOptions;

/**
 * The receiving half on a wire that fails: keeps what comes too early, tells the peer what is
 * missing, and acknowledges no more often than is good.
 */
final class ReliableReceiver implements Receiver {
  /** By how many bits our windows are shifted, where the peer scales windows too. */
  static final int SHIFT = 2;

  /** The largest window that can be told with that shift, in bytes. */
  static final int CAPACITY = ReceiveWindow.LARGEST_FIELD << SHIFT;

  /** How many pieces are kept at most after a hole. */
  private static final int MOST_BLOCKS = 256;

  /** For what the window is rounded up by. */
  private static final int RESERVE = (1 << SHIFT) - 1;

  private final ReceiveBuffer buffer = new ReceiveBuffer(CAPACITY + RESERVE);
  private final Reassembly reassembly = new Reassembly(buffer);
  private final DelayedAck delayedAck = new DelayedAck();
  private final SackBlocks sackBlocks = new SackBlocks();
  private final ReceiveWindow window;
  private boolean peerUnderstandsSack;

  /** The number of the peer's FIN; null as long as it is not known. */
  private SequenceNumber fin;

  private boolean finReached;

  /**
   * A receiver for a new connection.
   *
   * @param maximumSegmentSize the largest text of a segment that we have asked for, in bytes
   */
  ReliableReceiver(int maximumSegmentSize) {
    window = new ReceiveWindow(CAPACITY, maximumSegmentSize);
  }

  @Override
  public void start(SequenceNumber irs, ByteBuffer options) {
    reassembly.start(irs.plus(1)); // the SYN takes up the first number
    window.start(reassembly.next(), SynOptions.scales(options) ? SHIFT : 0);
    peerUnderstandsSack = SynOptions.permitsSack(options);
  }

  @Override
  public SequenceNumber next() {
    return finReached ? fin.plus(1) : reassembly.next();
  }

  @Override
  public int window() {
    return window.size(next());
  }

  @Override
  public void text(SequenceNumber seq, ByteBuffer text) {
    if (fin != null && seq.plus(text.limit()).isAfter(fin)) {
      return; // after the FIN there is nothing: the peer does not know what it says
    }
    if (reassembly.blocks().size() == MOST_BLOCKS && !seq.equals(reassembly.next())) {
      return; // whoever makes so many holes is up to no good, and they cost time and memory
    }
    boolean holesBefore = reassembly.hasHoles();
    SequenceNumber before = reassembly.next();
    reassembly.add(seq, text);
    sackBlocks.received(seq);
    int moved = reassembly.next().minus(before);
    delayedAck.received(text.limit(), moved, holesBefore || reassembly.hasHoles());
  }

  @Override
  public void fin(SequenceNumber seq) {
    if (fin == null) {
      fin = seq;
    }
    reachFin();
  }

  @Override
  public void reachFin() {
    finReached |= reassembly.next().equals(fin);
  }

  @Override
  public boolean finReached() {
    return finReached;
  }

  @Override
  public int advertise(boolean syn) {
    delayedAck.sent();
    return window.advertise(next(), free(), syn);
  }

  @Override
  public boolean isWindowUpdateDue() {
    return window.isUpdateDue(next(), free());
  }

  /** The room that may be promised: after the FIN none is needed that is not promised already. */
  private int free() {
    return finReached ? window() : buffer.free() - RESERVE;
  }

  @Override
  public boolean mayDelayAck(long now) {
    return !finReached && delayedAck.mayWait(now);
  }

  /** When an ACK that waits must go, on the loop's clock. */
  long deadline() {
    return delayedAck.deadline();
  }

  @Override
  public ByteBuffer options() {
    return peerUnderstandsSack ? sackBlocks.option(reassembly.blocks()) : TcpOptions.NONE;
  }

  /** How many bytes {@link #options} takes up in a segment; the text has to be so much shorter. */
  int lengthOfOptions() {
    return peerUnderstandsSack ? SackBlocks.length(reassembly.blocks().size()) : 0;
  }

  @Override
  public ByteBuffer received() {
    return buffer.inOrder();
  }

  @Override
  public void consume(int count) {
    buffer.remove(count);
  }
}
