package workshop.classroom.bench;

import java.net.InetSocketAddress;
import java.util.function.Function;

/** What is measured. */
enum Mode {
  BULK1(
      "bulk1", "1 connection, as many bytes as it can carry", true, server -> new Bulk(server, 1)),
  BULK32(
      "bulk32",
      "32 connections, as many bytes as they can carry",
      true,
      server -> new Bulk(server, 32)),
  REQUESTS1(
      "rr1", "requests of 64 bytes, 1 connection", false, server -> new Requests(server, 1, 1)),
  REQUESTS32(
      "rr32",
      "requests of 64 bytes, 32 connections",
      false,
      server -> new Requests(server, 32, 32)),
  CHURN32("churn32", "connect, echo, close; 32 at a time", false, server -> new Churn(server, 32)),
  MANY1000(
      "many1k",
      "1000 connections, 100 of them send requests",
      false,
      server -> new Requests(server, 1000, 100));

  final String word;
  final String explanation;

  /** Whether it counts bytes, and not requests or connections. */
  final boolean bytes;

  private final Function<InetSocketAddress, Load> load;

  Mode(String word, String explanation, boolean bytes, Function<InetSocketAddress, Load> load) {
    this.word = word;
    this.explanation = explanation;
    this.bytes = bytes;
    this.load = load;
  }

  Load load(InetSocketAddress server) {
    return load.apply(server);
  }

  /** What a figure of this mode counts. */
  String unit() {
    return bytes ? "Mbit/s" : this == CHURN32 ? "connections/s" : "requests/s";
  }
}
