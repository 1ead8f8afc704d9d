package workshop.reliability;

/**
 * A machine with TCP at the other end of a wire, and a clock. The test plays a second machine on
 * the same wire, frame by frame.
 */
interface WireHost {
  /** Sends back all that it receives. */
  int ECHO = 8080;

  /** Reads all, and says nothing. */
  int DISCARD = 9;

  /** Sends {@link #TALK} bytes of the stream that every test knows, and reads all. */
  int CHARGEN = 19;

  /** Reads nothing until it is woken. */
  int DEAF = 11;

  /** Closes at once, and reads all. */
  int CLOSER = 13;

  /** Nobody listens there. */
  int CLOSED = 7;

  int TALK = 60_000;

  /** Its IPv4 address. */
  String address();

  /** Its Ethernet address. */
  String mac();

  /** The time, in nanoseconds. */
  long now();

  /** How late the test may see a frame on a busy machine, in seconds. */
  double slack();

  /** Puts a frame on the wire. */
  void send(byte[] frame) throws Exception;

  /**
   * The next frame that it sends.
   *
   * @param until waits no longer than that, on its clock
   * @return null if none has come by then
   */
  byte[] next(long until) throws Exception;

  /** Whoever is deaf reads all from now on. */
  void wakeUp() throws Exception;

  /** Opens a connection from its side, to an echo. */
  void connect(String address, int port) throws Exception;

  /** Ends it, and gives back what it has taken. */
  void close() throws Exception;

  /** The byte at this place of the stream. */
  static byte streamAt(int place) {
    return (byte) (place * 167 + (place >>> 8) * 13 + (place >>> 16) * 101);
  }

  /** So many bytes of the stream. */
  static byte[] stream(int from, int count) {
    byte[] bytes = new byte[count];
    for (int i = 0; i < count; i++) {
      bytes[i] = streamAt(from + i);
    }
    return bytes;
  }
}
