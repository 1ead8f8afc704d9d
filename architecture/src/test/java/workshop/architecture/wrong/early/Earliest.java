package workshop.architecture.wrong.early;

public class Earliest {}
