package workshop.ethernet;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The Address Resolution Protocol (RFC 826): answers who asks for our Ethernet address, and finds
 * the Ethernet address of whom we send to.
 */
public final class Arp implements FrameHandler {
  /** A neighbour is not asked for more often than that (RFC 1122 section 2.3.2.1). */
  private static final long REQUEST_INTERVAL_NANOS = 1_000_000_000;

  private static final int MOST_QUESTIONS = 256;

  private static final byte[] NO_PACKET = {};

  /** A question that is not answered yet, and the packet that waits for the answer, if any. */
  private record Question(long asked, int etherType, byte[] packet) {}

  private final EthernetLayer ethernet;
  private final Ipv4Address address;
  private final Observer observer;
  private final NeighbourTable neighbours = new NeighbourTable();
  private final Map<Ipv4Address, Question> questions = new LinkedHashMap<>();

  /**
   * Speaks ARP on this link from now on.
   *
   * @param address our own
   */
  public Arp(EthernetLayer ethernet, Ipv4Address address, Observer observer) {
    this.ethernet = ethernet;
    this.address = address;
    this.observer = observer;
    ethernet.handle(EtherType.ARP, this);
  }

  @Override
  public void receive(EthernetFrame frame, long now) throws IOException {
    ArpPacket packet;
    try {
      packet = ArpPacket.parse(frame.payload());
    } catch (MalformedException e) {
      observer.dropped(e.reason(), frame.payload());
      return;
    }
    if (packet.senderMac().isMulticast()
        || !packet.sender().isUnicast() && !packet.sender().equals(Ipv4Address.ANY)) {
      // Believing it would make us send one machine's packets to a whole group.
      observer.dropped(EthernetDrop.ARP_SENDER_NOT_UNICAST, frame.payload());
      return;
    }
    answer(packet, now);
  }

  /** RFC 826, "Packet Reception": its steps, in its order. */
  private void answer(ArpPacket packet, long now) throws IOException {
    boolean aboutUs = packet.target().equals(address);
    boolean known = neighbours.find(packet.sender()) != null;
    // Whoever asks for us will soon be sent something: learn its address on the way, and save a
    // question. A sender without an address only probes whether ours is taken (RFC 5227 section
    // 2.1.1); one that claims our address is not a neighbour.
    if ((aboutUs || known)
        && !packet.sender().equals(Ipv4Address.ANY)
        && !packet.sender().equals(address)) {
      neighbours.learn(packet.sender(), packet.senderMac(), now);
      sendWhatWaitedFor(packet.sender(), packet.senderMac());
    }
    if (aboutUs && packet.operation() == ArpPacket.REQUEST) {
      packet.replyFrom(ethernet.mac()).write(ethernet.payload());
      ethernet.send(packet.senderMac(), EtherType.ARP);
    }
  }

  /**
   * Sends what has been written into the Ethernet layer's payload to a neighbour, at once or as
   * soon as its Ethernet address is known.
   *
   * @param neighbour a machine on this link
   * @param now the time, in nanoseconds on the loop's clock
   */
  public void send(Ipv4Address neighbour, int etherType, long now) throws IOException {
    NeighbourTable.Entry entry = neighbours.find(neighbour);
    if (entry == null) {
      ask(neighbour, etherType, takePayload(), now);
      return;
    }
    ethernet.send(entry.mac(), etherType);
    if (entry.isStale(now)) {
      ask(neighbour, etherType, NO_PACKET, now);
    }
  }

  private byte[] takePayload() {
    ByteBuffer payload = ethernet.payloadWritten();
    byte[] packet = new byte[payload.remaining()];
    payload.get(packet);
    return packet;
  }

  /** Keeps the latest packet for each neighbour, as RFC 1122 section 2.3.2.2 wants, and asks. */
  private void ask(Ipv4Address neighbour, int etherType, byte[] packet, long now)
      throws IOException {
    Question before = questions.remove(neighbour);
    if (before != null) {
      drop(before);
    } else if (questions.size() == MOST_QUESTIONS) {
      drop(questions.remove(questions.keySet().iterator().next()));
    }
    boolean askedLately = before != null && now - before.asked < REQUEST_INTERVAL_NANOS;
    questions.put(neighbour, new Question(askedLately ? before.asked : now, etherType, packet));
    if (askedLately) {
      return;
    }
    new ArpPacket(ArpPacket.REQUEST, ethernet.mac(), address, MacAddress.ZERO, neighbour)
        .write(ethernet.payload());
    ethernet.send(MacAddress.BROADCAST, EtherType.ARP);
  }

  private void drop(Question question) {
    if (question.packet.length > 0) {
      observer.dropped(EthernetDrop.NO_NEIGHBOUR, ByteBuffer.wrap(question.packet));
    }
  }

  private void sendWhatWaitedFor(Ipv4Address neighbour, MacAddress mac) throws IOException {
    Question question = questions.remove(neighbour);
    if (question != null && question.packet.length > 0) {
      ethernet.payload().put(question.packet);
      ethernet.send(mac, question.etherType);
    }
  }
}
