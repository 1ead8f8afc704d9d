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

  // --- Exercise 2.5: Answering who asks for us (RFC 826, "Packet Reception")

  @Override
  public void receive(EthernetFrame frame, long now) throws IOException {
    throw new workshop.NotDone("2.5", "docs/phase2-ethernet.md");
  }

  /** RFC 826, "Packet Reception": its steps, in its order. */
  private void answer(ArpPacket packet, long now) throws IOException {
    throw new workshop.NotDone("2.5", "docs/phase2-ethernet.md");
  }

  // --- End of exercise 2.5

  // --- Exercise 2.6: Asking who has an address (RFC 1122 section 2.3.2)

  /**
   * Sends what has been written into the Ethernet layer's payload to a neighbour, at once or as
   * soon as its Ethernet address is known. A question is written into that same payload: take the
   * packet out of it ({@link #takePayload}) before asking.
   *
   * @param neighbour a machine on this link
   * @param now the time, in nanoseconds on the loop's clock
   */
  public void send(Ipv4Address neighbour, int etherType, long now) throws IOException {
    throw new workshop.NotDone("2.6", "docs/phase2-ethernet.md");
  }

  /**
   * Keeps the latest packet for each neighbour, as RFC 1122 section 2.3.2.2 wants, and asks. Where
   * there are {@link #MOST_QUESTIONS} already, the oldest is given up for a new one. A packet that
   * is given up is told to the observer ({@link #drop}).
   *
   * @param packet what waits for the answer, or {@link #NO_PACKET}
   */
  private void ask(Ipv4Address neighbour, int etherType, byte[] packet, long now)
      throws IOException {
    throw new workshop.NotDone("2.6", "docs/phase2-ethernet.md");
  }

  // --- End of exercise 2.6

  /**
   * What is sent to this neighbour does not seem to arrive: with the next packet for it, it is
   * asked again (RFC 1122 section 2.3.2.1, (4): advice from the layers above).
   */
  public void doubt(Ipv4Address neighbour) {
    neighbours.doubt(neighbour);
  }

  /** Who is known on this link. */
  NeighbourTable neighbours() {
    return neighbours;
  }

  /** A copy of what has been written into the Ethernet layer's payload. */
  private byte[] takePayload() {
    ByteBuffer payload = ethernet.payloadWritten();
    byte[] packet = new byte[payload.remaining()];
    payload.get(packet);
    return packet;
  }

  /** Tells that the packet of a question, if it has one, will not be sent. */
  private void drop(Question question) {
    if (question.packet.length > 0) {
      observer.dropped(EthernetDrop.NO_NEIGHBOUR, ByteBuffer.wrap(question.packet));
    }
  }

  /** Remembers who has this Ethernet address, and sends the packet that has waited for it. */
  private void learn(Ipv4Address neighbour, MacAddress mac, long now) throws IOException {
    neighbours.learn(neighbour, mac, now);
    Question question = questions.remove(neighbour);
    if (question != null && question.packet.length > 0) {
      ethernet.payload().put(question.packet);
      ethernet.send(mac, question.etherType);
    }
  }
}
