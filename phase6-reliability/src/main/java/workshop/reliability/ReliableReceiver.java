package workshop.reliability;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.BiConsumer;
import workshop.echo.ByteQueue;
import workshop.echo.Memory;
import workshop.echo.Receiver;
import workshop.echo.UrgentPointer;
import workshop.shared.LoopClock;
import workshop.tcp.SequenceNumber;

/**
 * The receiving half on a wire that fails: keeps what comes too early, tells the peer what is
 * missing, and acknowledges no more often than is good.
 */
final class ReliableReceiver implements Receiver {
  /** By how many bits our windows are shifted, if the peer scales windows too. */
  static final int SHIFT = 2;

  /** The largest window that the field can express with that shift, in bytes. */
  static final int CAPACITY = ReceiveWindow.LARGEST_FIELD << SHIFT;

  /** How many pieces are kept at most after a hole. */
  private static final int MOST_BLOCKS = 256;

  /** Slack for rounding the scaled window up. */
  private static final int RESERVE = (1 << SHIFT) - 1;

  private final Memory memory;
  private final ByteQueue buffer;
  private final Reassembly reassembly;
  private final SackBlocks sackBlocks = new SackBlocks();
  private final UrgentPointer urgent = new UrgentPointer();
  private final int maximumSegmentSize;
  private final Settings settings;
  private final DelayedAck delayedAck;
  private final ReceiveWindow window;

  /**
   * Whether our windows are scaled, and whether we report blocks; before the peer's SYN: whether we
   * want to.
   */
  private boolean scales = true;

  private boolean sack;

  /** The number of the peer's FIN; null as long as it is not known. */
  private SequenceNumber fin;

  private boolean finReached;

  /**
   * A receiver for a new connection.
   *
   * @param maximumSegmentSize the largest text of a segment that we have asked for, in bytes
   * @param memory for text that the application has not consumed
   */
  ReliableReceiver(int maximumSegmentSize, LoopClock clock, Settings settings, Memory memory) {
    this.memory = memory;
    buffer = new ByteQueue(CAPACITY + RESERVE, memory);
    reassembly = new Reassembly(buffer);
    this.maximumSegmentSize = maximumSegmentSize;
    this.settings = settings;
    sack = settings.uses(Technique.SACK);
    delayedAck = new DelayedAck(clock);
    window = new ReceiveWindow(CAPACITY, maximumSegmentSize);
  }

  @Override
  public ByteBuffer synOptions() {
    return SynOptions.of(maximumSegmentSize, scales, SHIFT, sack);
  }

  @Override
  public void start(SequenceNumber irs, ByteBuffer options) {
    scales = SynOptions.scales(options);
    sack &= SynOptions.permitsSack(options);
    reassembly.start(irs.plus(1)); // the SYN takes up the first number
    window.start(reassembly.next(), scales ? SHIFT : 0);
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
  public UrgentPointer urgent() {
    return urgent;
  }

  @Override
  public void text(SequenceNumber seq, ByteBuffer text) {
    if (fin != null && seq.plus(text.limit()).isAfter(fin)) {
      return; // no text follows the FIN: this peer is confused
    }
    if (reassembly.blocks().size() == MOST_BLOCKS && !seq.equals(reassembly.next())) {
      return; // more holes than any honest peer makes; they cost time and memory
    }
    if (!buffer.makeRoom(seq.minus(reassembly.next()) + text.limit())) {
      return; // windows promise more than there is memory: the peer has to send it again
    }
    boolean holesBefore = reassembly.hasHoles();
    SequenceNumber before = reassembly.next();
    reassembly.add(seq, text);
    sackBlocks.received(seq);
    int moved = reassembly.next().minus(before);
    // The link may have merged several segments: on the wire, none is larger than this.
    int ofSegment = Math.min(text.limit(), maximumSegmentSize);
    delayedAck.received(ofSegment, moved, holesBefore || reassembly.hasHoles());
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
  public void oweAck() {
    delayedAck.owe();
  }

  @Override
  public boolean isAckDue() {
    boolean waits = !finReached && settings.uses(Technique.DELAYED_ACK);
    return (waits ? delayedAck.isDue() : delayedAck.isOwed()) || window.isUpdateDue(next(), free());
  }

  @Override
  public void acknowledge() {
    delayedAck.sent();
    sackBlocks.told(blocksToTell());
    window.extend(next(), free());
  }

  @Override
  public int windowField(boolean syn) {
    return syn ? window() : window.field(next(), free());
  }

  /**
   * The room that we may promise. After the FIN no new room is needed. If memory is short, we
   * promise only what we can always keep; but we take no promise back (RFC 9293 section 3.8.6,
   * SHLD-14).
   */
  private int free() {
    if (finReached) {
      return window();
    }
    return memory.isShort()
        ? Math.max(window(), buffer.certain() - RESERVE)
        : buffer.free() - RESERVE;
  }

  /** When we must send an ACK that waits, on the loop's clock; or never. */
  long deadline() {
    return delayedAck.deadline();
  }

  @Override
  public ByteBuffer options() {
    return SackBlocks.option(blocksToTell());
  }

  private List<Block> blocksToTell() {
    return sack && reassembly.hasHoles() ? sackBlocks.choose(reassembly.blocks()) : List.of();
  }

  @Override
  public void eachBlock(BiConsumer<SequenceNumber, SequenceNumber> block) {
    for (Block each : reassembly.blocks()) {
      block.accept(each.from(), each.end());
    }
  }

  @Override
  public ByteBuffer received() {
    return buffer.peek(0, buffer.size());
  }

  @Override
  public void consume(int count) {
    buffer.remove(count);
  }
}
