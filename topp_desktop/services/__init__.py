"""Use cases, one file per thing a person does; ports as Protocols. No Qt and no SQL.

measurement: answered, joined, approved, and what it says; plan: the road map; institution: sends
and opens; secretariat: decides and sums up; exchange: what both share; errors: what people are
told. Here: what all of them use.
"""
