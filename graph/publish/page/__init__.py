"""What the self-contained HTML page is made of: the part of the graph it holds, its quotes, its drawing, its files."""
