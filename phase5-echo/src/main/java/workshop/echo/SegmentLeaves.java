package workshop.echo;

import java.nio.ByteBuffer;
import workshop.tcp.SequenceNumber;
import workshop.tcp.TcpFlags;
import workshop.tcp.TcpOptions;
import workshop.tcp.TcpSegment;

/**
 * Sends the segments of one connection, and fills in their fields. The sending half decides which
 * text goes, and when. The receiving half has the acknowledgment, the window and the options.
 */
final class SegmentLeaves implements Sender.Output {
  private static final SequenceNumber ZERO = new SequenceNumber(0);

  private final ConnectionId id;
  private final Receiver receiver;
  private final Sender sender;
  private final Surroundings surroundings;
  private final ChallengeAcks challengeAcks;

  SegmentLeaves(ConnectionId id, Receiver receiver, Sender sender, Surroundings surroundings) {
    this.id = id;
    this.receiver = receiver;
    this.sender = sender;
    this.surroundings = surroundings;
    challengeAcks = new ChallengeAcks(surroundings.clock());
  }

  /** At the end of a batch: sends text and FIN if they may go, otherwise an ACK if one is due. */
  void sendTextOrAck() {
    sender.transmit(this);
    if (receiver.isAckDue()) {
      sendAck(); // no text has carried it
    }
  }

  /** {@code <SEQ=ISS><CTL=SYN>}. */
  void sendSyn() {
    send(sender.unacknowledged(), TcpFlags.SYN, receiver.synOptions(), TcpSegment.EMPTY);
  }

  /** {@code <SEQ=ISS><ACK=RCV.NXT><CTL=SYN,ACK>}. */
  void sendSynAck() {
    int flags = TcpFlags.SYN | TcpFlags.ACK;
    send(sender.unacknowledged(), flags, receiver.synOptions(), TcpSegment.EMPTY);
  }

  /** {@code <SEQ=SND.NXT><ACK=RCV.NXT><CTL=ACK>}, at once. */
  void sendAck() {
    send(sender.acceptable(), TcpFlags.ACK, receiver.options(), TcpSegment.EMPTY);
  }

  /** An ACK at once, as an answer to a suspicious segment, but at most ten in a second. */
  void sendChallengeAck() {
    if (challengeAcks.isAllowed()) {
      challengeAcks.count();
      sendAck();
    }
  }

  /** {@code <SEQ=seq><CTL=RST>}. */
  void sendReset(SequenceNumber seq) {
    send(seq, TcpFlags.RST, TcpOptions.NONE, TcpSegment.EMPTY);
  }

  @Override
  public void send(SequenceNumber seq, int flags, ByteBuffer text) {
    ByteBuffer options = receiver.options();
    // Text that we send again may have been cut when there were fewer options. It must stay in one
    // piece, so the options go with the next segment (RFC 9293 section 3.7.1). The link cuts text
    // that is longer than a segment, and leaves room for the options in each piece.
    int most = sender.segmentSize();
    boolean fit = text.remaining() + options.limit() <= most || text.remaining() > most;
    send(seq, flags | TcpFlags.ACK, fit ? options : TcpOptions.NONE, text.slice());
  }

  @Override
  public int textAtOnce(int available, int segmentText, boolean smallEnd) {
    return surroundings.output().textAtOnce(available, segmentText, smallEnd);
  }

  @Override
  public int optionsLength() {
    return receiver.options().limit();
  }

  private void send(SequenceNumber seq, int flags, ByteBuffer options, ByteBuffer text) {
    boolean ack = (flags & TcpFlags.ACK) != 0;
    boolean syn = (flags & TcpFlags.SYN) != 0;
    if (ack && !syn) { // a SYN promises all the room of a new connection
      receiver.acknowledge();
    }
    surroundings
        .output()
        .send(
            id.remoteAddress(),
            new TcpSegment(
                id.localPort(),
                id.remotePort(),
                seq,
                ack ? receiver.next() : ZERO,
                flags,
                ack || syn ? receiver.windowField(syn) : 0,
                0,
                options,
                text),
            sender.segmentSize() - options.limit());
  }
}
