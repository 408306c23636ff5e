"""Any transcript in, a publishable Q&A out: reading and writing transcripts, without Django.

`read` is the way in for text and bytes that are small or trusted; `limits.read_limited` for whatever people upload.
"""
